"""An adviser reads a question and answers it, without learning more than they may."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import AdviceAsked, AdviceGiven, Draft
from decisions.policy.terms import Advice, Outcome, Role
from decisions.recording.advice import give_advice
from decisions.recording.decision import seal
from decisions.recording.history import dossier
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.advice.conftest import QUESTION, ask
from tests.guide.conftest import text_of

SignIn = Callable[..., Client]
SHOWN = "May Hollin Bank School know that the child ran off from the home to a relative?"
SECRETS = ("Kit", "Tolland", "KT", "Rowan", "Carl", "Asha", "Eastmere", "/children/")


def page(client: Client, asked: AdviceAsked) -> HttpResponse:
    return client.get(reverse("advice-answer", args=[asked.pk]))


def answer(client: Client, asked: AdviceAsked, **changes: str) -> HttpResponse:
    typed = {
        "words": "Ring the social worker first.",
        "advises": "CHECK_FIRST",
        "token": str(uuid4()),
        **changes,
    }
    return client.post(reverse("advice-answer", args=[asked.pk]), typed)


def main_of(response: HttpResponse) -> str:
    """The page without its frame, which names the reader's own home, and without chance letters."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", main)


def test_who_does_not_read_the_child_sees_the_question_without_the_name(
    draft: Draft, huw: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, huw)
    client = signed_in(huw)
    shown = main_of(page(client, asked))
    assert SHOWN in shown
    assert "15 years" in shown
    assert "A colleague at another home (care worker) asks:" in shown
    assert "You do not see who the child is" in shown
    for place in (shown, main_of(client.get(reverse("advice-asked")))):
        assert [secret for secret in SECRETS if secret in place] == []


def test_the_page_after_the_answer_names_nobody_either(
    draft: Draft, huw: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, huw)
    client = signed_in(huw)
    answer(client, asked)
    shown = main_of(page(client, asked))
    assert "Check first" in shown
    assert [secret for secret in SECRETS if secret in shown] == []


def test_who_reads_the_child_sees_initials_and_the_way_to_the_child(
    draft: Draft, sam: Appointment, kit: Child, signed_in: SignIn
) -> None:
    asked = ask(draft, sam)
    shown = main_of(page(signed_in(sam), asked))
    assert QUESTION in shown
    assert "Asha Rahman, care worker, Rowan House asks:" in shown
    assert reverse("child", args=[kit.pk]) in shown
    assert "KT" in shown


def test_who_came_to_work_at_the_home_since_sees_the_child(
    draft: Draft, huw: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    asked = ask(draft, huw)
    Appointment.objects.create(
        user=huw.user,
        role=Role.DEPUTY_MANAGER.value,
        provider=huw.provider,
        home=rowan_house,
        starts_at=clock.now(),
    )
    assert QUESTION in main_of(page(signed_in(huw), asked))


def test_who_left_the_home_since_sees_no_child(
    draft: Draft, dele: Appointment, willow_lodge: Home, signed_in: SignIn
) -> None:
    asked = ask(draft, dele)
    assert QUESTION in main_of(page(signed_in(dele), asked))
    dele.ends_at = clock.now()
    dele.save()
    Appointment.objects.create(
        user=dele.user,
        role=Role.DEPUTY_MANAGER.value,
        provider=dele.provider,
        home=willow_lodge,
        starts_at=clock.now(),
    )
    shown = main_of(page(signed_in(dele), asked))
    assert SHOWN in shown
    assert [secret for secret in SECRETS if secret in shown] == []


def test_an_answer_is_recorded_in_the_advisers_name(
    draft: Draft, huw: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, huw)
    assert answer(signed_in(huw), asked)["Location"] == reverse("advice-answer", args=[asked.pk])
    given = AdviceGiven.objects.get()
    assert (given.adviser, given.advises, given.answers) == (huw, "CHECK_FIRST", asked)
    assert read_sealed(given)["text"]["words"] == "Ring the social worker first."


def test_an_adviser_may_leave_the_decision_open(
    draft: Draft, sam: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, sam)
    answer(signed_in(sam), asked, advises="OPEN")
    assert AdviceGiven.objects.get().advises == ""
    assert "It is for you to decide" in text_of(page(signed_in(sam), asked))


@pytest.mark.parametrize(
    "changes",
    [
        {"words": ""},
        {"words": "   "},
        {"words": "x" * 100_000},
        {"words": "turned \u202e round"},
        {"advises": ""},
        {"advises": "SHARE\x00"},
        {"advises": "EVERYTHING"},
        {"token": ""},
        {"token": "garbled"},
    ],
)
def test_a_page_that_cannot_be_recorded_keeps_what_was_typed(
    draft: Draft, sam: Appointment, signed_in: SignIn, changes: dict[str, str]
) -> None:
    refused = answer(signed_in(sam), ask(draft, sam), **changes)
    assert refused.status_code == 200
    assert "There is a problem" in text_of(refused)
    assert changes.get("words", "Ring the social worker first.").strip() in text_of(refused)
    assert not AdviceGiven.objects.exists()


def test_advice_is_not_answered_twice(draft: Draft, sam: Appointment, signed_in: SignIn) -> None:
    asked, client = ask(draft, sam), signed_in(sam)
    answer(client, asked)
    again = answer(client, asked, words="Share all of it.", advises="SHARE")
    assert again.status_code == 200
    words = text_of(again)
    assert "You have answered this already" in words
    assert "Sam Whitlock, safeguarding lead, 23 November 2026, 09:30." in words
    assert "Ring the social worker first." in words
    assert "What you typed now was not added Share all of it." in words
    assert "Share all of it." not in text_of(page(client, asked))
    assert AdviceGiven.objects.count() == 1


def test_an_answer_from_another_tab_at_the_same_moment_stands(
    draft: Draft, sam: Appointment, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, client = ask(draft, sam), signed_in(sam)
    inside = "decisions.advice.views.decides"

    def meanwhile(*_: object) -> bool:
        give_advice(asked, sam.user, words="First", advises=Advice.SHARE, token=uuid4())
        return False

    monkeypatch.setattr(inside, meanwhile)
    late = answer(client, asked)
    assert "You have answered this already" in text_of(late)
    assert AdviceGiven.objects.count() == 1


def test_a_token_of_another_question_records_this_one(
    draft: Draft, sam: Appointment, signed_in: SignIn
) -> None:
    first, client, token = ask(draft, sam), signed_in(sam), str(uuid4())
    answer(client, first, token=token)
    second = ask(draft, sam, words="And the aunt?")
    assert answer(client, second, token=token).status_code == 302
    assert AdviceGiven.objects.count() == 2


def test_nobody_else_finds_the_question(
    draft: Draft,
    sam: Appointment,
    asha: Appointment,
    maya: Appointment,
    ben: Appointment,
    ruth: Appointment,
    huw: Appointment,
    otto: Appointment,
    ada: Appointment,
    signed_in: SignIn,
) -> None:
    asked = ask(draft, sam)
    for person in (asha, maya, ben, ruth, huw, otto, ada):
        client = signed_in(person)
        assert page(client, asked).status_code == 404
        assert answer(client, asked).status_code == 404
    assert not AdviceGiven.objects.exists()


def test_whose_role_ended_finds_nothing(draft: Draft, sam: Appointment, signed_in: SignIn) -> None:
    asked = ask(draft, sam)
    sam.ends_at = clock.now()
    sam.save()
    assert page(signed_in(sam), asked).status_code == 404
    assert answer(signed_in(sam), asked).status_code == 404


def test_who_is_a_care_worker_now_advises_no_more(
    draft: Draft, huw: Appointment, willow_lodge: Home, signed_in: SignIn
) -> None:
    asked = ask(draft, huw)
    huw.ends_at = clock.now()
    huw.save()
    Appointment.objects.create(
        user=huw.user,
        role=Role.CARE_WORKER.value,
        provider=huw.provider,
        home=willow_lodge,
        starts_at=clock.now(),
    )
    assert page(signed_in(huw), asked).status_code == 404


def test_whom_the_concern_came_to_name_finds_nothing(
    draft: Draft, maya: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, maya)
    draft.names.add(maya.user)
    client = signed_in(maya)
    assert page(client, asked).status_code == 404
    assert "Asha Rahman" not in text_of(client.get(reverse("advice-asked")))
    assert "To advise (" not in text_of(client.get(reverse("children")))


def test_who_took_the_draft_over_is_told_to_decide(
    draft: Draft, maya: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, maya)
    draft.author = maya
    draft.save()
    refused = answer(signed_in(maya), asked)
    assert refused.status_code == 403
    assert "You decide on this yourself now" in text_of(refused)


def test_advice_after_the_record_was_signed_is_kept_and_said_to_be_late(
    draft: Draft, sam: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, sam)
    answers = draft.read()
    decided = answers.decision.changed(outcome=Outcome.SHARE)
    draft.answers = answers.changed(decision=decided).model_dump_json()
    draft.save()
    record = seal(draft)
    with clock.at(clock.now() + timedelta(minutes=5)):
        assert answer(signed_in(sam), asked).status_code == 302
        last = dossier(record).events[-1]
    assert (last["what"], last["status"]) == (
        "Advice given: check first",
        "Given after it was signed",
    )


def test_the_list_puts_what_waits_first(draft: Draft, sam: Appointment, signed_in: SignIn) -> None:
    client = signed_in(sam)
    answer(client, ask(draft, sam))
    with clock.at(clock.now() - timedelta(hours=1)):
        ask(draft, sam, words="And the aunt?")
    words = text_of(client.get(reverse("advice-asked")))
    assert words.index("Waits for you") < words.index("You answered")


def test_a_long_list_has_pages_and_no_query_for_each_row(
    draft: Draft,
    sam: Appointment,
    signed_in: SignIn,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(26):
        ask(draft, sam, words=f"Question {number}")
    client = signed_in(sam)
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        first = client.get(reverse("advice-asked"))
    assert "1 to 25 of 26" in text_of(first)
    assert "26 to 26 of 26" in text_of(client.get(reverse("advice-asked") + "?page=2"))


def test_nobody_asked_is_said_plainly(
    sam: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    assert "Nobody has asked you." in text_of(signed_in(sam).get(reverse("advice-asked")))


def test_the_way_to_it_stands_in_the_menu_only_while_something_waits(
    draft: Draft, sam: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    asked, client = ask(draft, sam), signed_in(sam)
    assert "To advise (1)" in text_of(client.get(reverse("children")))
    assert "To advise (" not in text_of(signed_in(maya).get(reverse("children")))
    answer(client, asked)
    assert "To advise (" not in text_of(client.get(reverse("children")))


def test_nothing_of_the_child_stands_in_the_title_or_the_address(
    draft: Draft, sam: Appointment, signed_in: SignIn
) -> None:
    asked = ask(draft, sam)
    title = page(signed_in(sam), asked).content.decode().partition("<title>")[2]
    assert title.partition("</title>")[0].strip() == "Give advice – InfoShare"
