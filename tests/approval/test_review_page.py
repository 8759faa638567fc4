"""A manager reads the whole record and answers to exactly that, once."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, Review, SharingDecision
from decisions.policy.terms import Outcome, Role, Verdict
from decisions.recording.decision import seal
from decisions.recording.reading import read_sealed
from decisions.recording.review import share_instead
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import LONG_AGO, make_person
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    sealed_urgent,
    shown,
    unverified_caller,
    urgently,
)
from tests.stories.reading import Page

SignIn = Callable[..., Client]


@pytest.fixture
def urgent(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def look(client: Client, record: SharingDecision) -> str:
    page = client.get(reverse("review", args=[record.pk]))
    assert page.status_code == 200
    return text(page)


def press(
    client: Client, record: SharingDecision, verdict: Verdict | str, words: str = "", **data: Any
) -> HttpResponse:
    return client.post(
        reverse("review", args=[record.pk]),
        {
            "shown": shown(record),
            "verdict": str(verdict),
            "words": words,
            "is_conflicted": "no",
            **data,
        },
    )


def buttons(page: str) -> list[str]:
    main = page.partition("<main")[2]
    return [part.partition("</button>")[0].rpartition(">")[2] for part in main.split("<button")[1:]]


def test_the_page_shows_the_whole_record_and_names_the_results_of_a_share(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    page = look(signed_in(maya), held)
    assert "Came back late twice this week" in page
    assert "You have not checked that this person is who they say." in page
    assert f'name="shown" value="{shown(held)}"' in page
    assert buttons(page) == ["Agree: share", "Do not agree: do not share", "Ask a question"]


def test_the_buttons_of_a_refusal_name_its_results(
    refusal: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    page = look(signed_in(maya), refusal)
    assert buttons(page) == ["Agree: do not share", "Do not agree: share now", "Ask a question"]


def test_agreeing_leads_back_to_the_queue_and_lets_it_go(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    answer = press(client, held, Verdict.AGREED)
    assert answer["Location"] == reverse("approval-queue")
    written = Review.objects.get()
    assert (written.verdict, written.reviewer) == (Verdict.AGREED, maya)
    assert read_sealed(written)["facts"]["of"]["leaf"] == shown(held)


@pytest.mark.parametrize("verdict", [Verdict.NOT_AGREED, Verdict.QUESTION])
def test_the_author_sees_why(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
    verdict: Verdict,
) -> None:
    press(signed_in(maya), held, verdict, "Ring the school’s switchboard first")
    page = text(signed_in(asha).get(reverse("record", args=[held.pk])))
    assert "Ring the school’s switchboard first" in page
    assert "Maya Okoro, registered manager" in page


@pytest.mark.parametrize("verdict", [Verdict.NOT_AGREED, Verdict.QUESTION])
def test_words_that_the_author_is_owed_are_asked_for(
    held: SharingDecision, maya: Appointment, signed_in: SignIn, verdict: Verdict
) -> None:
    answer = press(signed_in(maya), held, verdict, "  ")
    assert answer.status_code == 200
    assert "The author sees it." in text(answer)
    assert "#id_words" in text(answer)
    assert not Review.objects.exists()


def test_not_agreeing_to_a_refusal_opens_the_share(
    refusal: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    places = {
        press(client, refusal, Verdict.NOT_AGREED, "They must know today")["Location"]
        for _ in range(2)
    }
    draft = Draft.objects.get()
    assert places == {reverse("draft", args=[draft.pk])}
    assert (draft.follows, draft.author) == (refusal, maya)
    assert draft.read().decision.outcome is Outcome.SHARE
    assert Review.objects.count() == 1


def test_if_the_share_was_not_begun_the_manager_can_go_on(
    refusal: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    reviewed(refusal, maya, Verdict.NOT_AGREED, "They must know today")
    assert buttons(look(signed_in(maya), refusal)) == ["Go on: share now"]
    assert buttons(look(signed_in(dele), refusal)) == []
    answer = signed_in(maya).post(reverse("review", args=[refusal.pk]))
    assert answer["Location"] == reverse("draft", args=[Draft.objects.get().pk])


def test_once_the_share_is_signed_pressing_again_shows_it(
    refusal: SharingDecision,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    reviewed(refusal, maya, Verdict.NOT_AGREED, "They must know today")
    draft = share_instead(refusal, maya)
    draft.answers = own_initiative(childrens_services).model_dump_json()
    draft.save()
    later = seal(draft)
    answer = press(signed_in(maya), refusal, Verdict.NOT_AGREED, "They must know today")
    assert answer["Location"] == reverse("record", args=[later.pk])
    assert not Draft.objects.exists()


def test_an_urgent_share_is_reviewed_with_words_and_never_undone(
    urgent: SharingDecision, maya: Appointment, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    page = look(client, urgent)
    assert buttons(page) == ["Record my review"]
    assert "It does not undo it." in page
    assert "Write what was good" in text(press(client, urgent, Verdict.REVIEWED_AFTERWARDS))
    press(client, urgent, Verdict.REVIEWED_AFTERWARDS, "Quick and right.")
    assert Review.objects.get().verdict == Verdict.REVIEWED_AFTERWARDS
    record = text(signed_in(asha).get(reverse("record", args=[urgent.pk])))
    assert "Quick and right." in record
    assert "Not agreed" not in record


@pytest.mark.parametrize("verdict", [Verdict.NOT_AGREED, Verdict.QUESTION, Verdict.AGREED])
def test_an_urgent_share_that_went_ahead_takes_no_other_answer(
    urgent: SharingDecision, maya: Appointment, signed_in: SignIn, verdict: Verdict
) -> None:
    answer = press(signed_in(maya), urgent, verdict, "Unauthorised")
    assert "press one of the buttons below" in text(answer)
    assert not Review.objects.exists()


@pytest.mark.parametrize("verdict", ["", "YES", "\x00", Verdict.REVIEWED_AFTERWARDS, "🙂" * 3000])
def test_a_button_that_is_not_on_the_page_does_nothing(
    held: SharingDecision, maya: Appointment, signed_in: SignIn, verdict: str
) -> None:
    answer = press(signed_in(maya), held, verdict, "Words that stay")
    assert answer.status_code == 200
    assert "press one of the buttons below" in text(answer)
    assert "Words that stay" in text(answer)
    assert not Review.objects.exists()


def test_an_answer_to_something_else_than_was_shown_is_refused(
    held: SharingDecision, refusal: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    for forged in (shown(refusal), "", "\x00", "zz" * 40_000):
        answer = press(signed_in(maya), held, Verdict.AGREED, "Fine", shown=forged)
        assert answer.status_code == 200
        assert "What you were shown is not what is in the record." in text(answer)
        assert f'value="{shown(held)}"' in text(answer)
    assert not Review.objects.exists()


@pytest.mark.parametrize("words", ["\x00", "\x1b[31m", "\u202egnp", "x" * 1_000_000])
def test_words_that_cannot_be_kept_are_refused_plainly(
    held: SharingDecision, maya: Appointment, signed_in: SignIn, words: str
) -> None:
    answer = press(signed_in(maya), held, Verdict.QUESTION, words)
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert not Review.objects.exists()


def test_an_empty_page_is_answered_plainly(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(maya).post(reverse("review", args=[held.pk]), {})
    assert answer.status_code == 200
    assert "press one of the buttons below" in text(answer)


def test_the_second_manager_is_told_who_answered_when_and_how(
    held: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    second = signed_in(dele)
    look(second, held)
    press(signed_in(maya), held, Verdict.AGREED, "I know the school")
    for answer in (
        press(second, held, Verdict.NOT_AGREED, "No"),
        second.get(reverse("review", args=[held.pk])),
    ):
        page = text(answer)
        assert answer.status_code == 200
        assert "Somebody has reviewed this already" in page
        assert "Maya Okoro, registered manager" in page
        assert "I know the school" in page
        assert buttons(page) == []
    assert Review.objects.count() == 1


def test_pressing_twice_writes_one_answer(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    press(client, held, Verdict.AGREED)
    again = press(client, held, Verdict.AGREED)
    assert "You have reviewed this" in text(again)
    assert Review.objects.count() == 1


def test_nobody_reviews_their_own(
    rowan_house: Home, kit: Child, maya: Appointment, signed_in: SignIn
) -> None:
    own = sealed(rowan_house, kit, maya, unverified_caller())
    client = signed_in(maya)
    for answer in (
        client.get(reverse("review", args=[own.pk])),
        press(client, own, Verdict.AGREED),
    ):
        assert answer.status_code == 403
        assert "somebody else must" in text(answer)
    assert not Review.objects.exists()


def test_a_second_role_as_manager_does_not_help_the_author(
    held: SharingDecision, asha: Appointment, meadowbank: Provider, signed_in: SignIn
) -> None:
    Appointment.objects.create(
        user=asha.user,
        role=Role.DEPUTY_MANAGER.value,
        provider=meadowbank,
        home=held.home,
        starts_at=LONG_AGO,
    )
    assert press(signed_in(asha), held, Verdict.AGREED).status_code == 403
    assert not Review.objects.exists()


def test_a_role_that_ended_between_reading_and_answering_answers_nothing(
    held: SharingDecision, dele: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(dele)
    look(client, held)
    dele.ends_at = clock.now() - timedelta(seconds=1)
    dele.save()
    assert press(client, held, Verdict.AGREED).status_code == 404
    assert not Review.objects.exists()


def test_a_manager_who_became_a_care_worker_answers_nothing(
    held: SharingDecision, dele: Appointment, meadowbank: Provider, signed_in: SignIn
) -> None:
    client = signed_in(dele)
    look(client, held)
    dele.ends_at = clock.now() - timedelta(seconds=1)
    dele.save()
    Appointment.objects.create(
        user=dele.user,
        role=Role.CARE_WORKER.value,
        provider=meadowbank,
        home=held.home,
        starts_at=LONG_AGO,
    )
    assert press(client, held, Verdict.AGREED).status_code == 404
    assert not Review.objects.exists()


def test_a_manager_of_another_home_who_only_works_here_answers_nothing(
    held: SharingDecision, ben: Appointment, willow_lodge: Home, signed_in: SignIn
) -> None:
    Appointment.objects.create(
        user=ben.user,
        role=Role.REGISTERED_MANAGER.value,
        provider=willow_lodge.provider,
        home=willow_lodge,
        starts_at=LONG_AGO,
    )
    client = signed_in(ben)
    assert client.get(reverse("record", args=[held.pk])).status_code == 200
    assert client.get(reverse("review", args=[held.pk])).status_code == 404
    assert press(client, held, Verdict.AGREED).status_code == 404
    assert not Review.objects.exists()


def test_what_waits_for_nobody_leads_to_its_record(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    plain = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    client = signed_in(maya)
    for answer in (
        client.get(reverse("review", args=[plain.pk])),
        press(client, plain, Verdict.NOT_AGREED, "No"),
    ):
        assert answer["Location"] == reverse("record", args=[plain.pk])
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "person", ["asha", "ben", "bryn", "otto", "dana", "ada", "nell", "ivy", "ian"]
)
def test_those_who_may_not_approve_here_find_no_such_page(
    held: SharingDecision, person: str, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(reverse("review", args=[held.pk])).status_code == 404
    assert press(client, held, Verdict.AGREED).status_code == 404
    assert not Review.objects.exists()


@pytest.mark.parametrize("said", ["", "perhaps", "\x00"])
def test_every_manager_says_whether_they_are_close_to_it(
    held: SharingDecision, maya: Appointment, signed_in: SignIn, said: str
) -> None:
    page = look(signed_in(maya), held)
    assert "Are you named in this, did you see it happen" in page
    assert not re.search(r'name="is_conflicted"[^>]* checked', page)
    answer = press(signed_in(maya), held, Verdict.AGREED, "Words that stay", is_conflicted=said)
    assert "There is a problem" in text(answer)
    assert "Words that stay" in text(answer)
    assert not Review.objects.exists()


def test_a_manager_whose_training_ran_out_is_told_and_may_answer(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    told = "Your own training in sharing information has run out."
    client = signed_in(maya)
    assert told not in look(client, held)
    maya.user.trained_until = clock.today()
    maya.user.save()
    assert told not in look(client, held)
    maya.user.trained_until = clock.today() - timedelta(days=1)
    maya.user.save()
    assert told in look(client, held)
    assert press(client, held, Verdict.AGREED).status_code == 302


def test_the_outside_second_person_answers_and_every_link_they_are_shown_opens(
    held: SharingDecision, asha: Appointment, meadowbank: Provider, signed_in: SignIn
) -> None:
    outside = make_person("Una Vale", Role.OUTSIDE_SECOND_PERSON, meadowbank)
    client = signed_in(outside)
    reviewed(sealed(held.home, held.child, asha, unverified_caller()), outside, Verdict.AGREED)
    assert reverse("review", args=[held.pk]) in (found := every_link(client))
    assert reverse("approval-queue") in found
    assert press(client, held, Verdict.AGREED).status_code == 302


def test_the_alternate_answers_what_names_the_responsible_individual_and_nothing_else(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    nell: Appointment,
    signed_in: SignIn,
) -> None:
    concern = unverified_caller().concern.changed(
        staff=(ruth.user_id,), staff_in_words="The responsible individual"
    )
    named = sealed(held.home, held.child, asha, unverified_caller(concern=concern))
    assert named.names_staff
    client = signed_in(nell)
    found = every_link(client)
    assert reverse("review", args=[named.pk]) in found
    assert reverse("review", args=[held.pk]) not in found
    assert client.get(reverse("review", args=[held.pk])).status_code == 404
    answer = signed_in(maya).get(reverse("review", args=[named.pk]))
    assert answer.status_code == 403
    assert "This is for Nell Ferris, nominated alternate, to answer." in text(answer)
    assert named.code not in text(signed_in(maya).get(reverse("approval-queue")))
    assert signed_in(ruth).get(reverse("review", args=[named.pk])).status_code == 404
    assert press(client, named, Verdict.AGREED).status_code == 302


def every_link(client: Client) -> set[str]:
    """Follows every link from the start page on; each must open."""
    met, to_open = {"/"}, ["/"]
    while to_open:
        answer = client.get(address := to_open.pop(), follow=True)
        assert answer.status_code == 200, address
        for _words, link in Page(answer.content.decode()).links:
            path = link.partition("?")[0].partition("#")[0]
            if path.startswith("/") and not path.startswith("/account/") and path not in met:
                met.add(path)
                to_open.append(path)
    return met


def test_an_unknown_record_is_not_found(maya: Appointment, signed_in: SignIn) -> None:
    assert signed_in(maya).get(reverse("review", args=[uuid4()])).status_code == 404
