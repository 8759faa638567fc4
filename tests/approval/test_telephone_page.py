"""A manager's answer by telephone: written down by whoever rang, and it stands at once."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import Review, SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import Outcome, ReviewStage, Role, Verdict
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.approval.calls import ON_CALL, form_of_a_call, fresh, rung
from tests.cast import LONG_AGO
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    shown,
    unverified_caller,
)

SignIn = Callable[..., Client]


def address(record: SharingDecision) -> str:
    return reverse("telephone-approval", args=[record.pk])


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def send(
    client: Client, record: SharingDecision, manager: Appointment, **changes: Any
) -> HttpResponse:
    return client.post(address(record), form_of_a_call(record, manager, **changes))


def test_a_call_unlocks_at_once_and_both_signatures_stand(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    answer = send(client, held, maya, words="Tell them about the lessons")
    assert answer["Location"] == reverse("record", args=[held.pk])
    assert standing(fresh(held)) is Standing.AGREED
    assert may_be_shared(fresh(held))
    written = Review.objects.get()
    assert (written.reviewer, written.recorded_by) == (maya, asha)
    assert written.stage == ReviewStage.FIRST
    facts = read_sealed(written)["facts"]
    assert facts["reviewer"]["signature"] == "Maya Okoro, registered manager"
    assert facts["recorded_by"]["signature"] == "Asha Rahman, care worker"
    assert facts["number"] == ON_CALL
    assert facts["of"]["leaf"] == shown(held)
    page = text(client.get(reverse("record", args=[held.pk])))
    for said in (
        "Agreed by telephone",
        "Tell them about the lessons",
        f"Rung on {ON_CALL}",
        "Written down by Asha Rahman, care worker",
        "By telephone: to be confirmed on screen",
        "Record what we shared",
    ):
        assert said in page


def test_the_record_leads_there_and_shows_whom_to_ring(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    page = text(signed_in(asha).get(reverse("record", args=[held.pk])))
    assert "My manager answered by telephone" in page
    assert address(held) in page
    assert 'class="phone" href="tel:01632960101"' in page


def test_it_offers_only_those_who_may_answer_with_numbers_that_are_held(
    held: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    ruth: Appointment,
    dana: Appointment,
    nell: Appointment,
    otto: Appointment,
    signed_in: SignIn,
) -> None:
    ruth.user.telephone = "07700 900123"
    ruth.user.save()
    page = text(signed_in(asha).get(address(held)))
    assert f"Maya Okoro, registered manager: {ON_CALL}, the home’s number on call" in page
    assert "Ruth Adeyemi, responsible individual: 07700 900123, their own number" in page
    # Maya carries it: whoever rings it reaches her.
    assert page.count(ON_CALL + ",") == 1
    for nobody in ("Ben Castell,", "Dana Novak,", "Nell Ferris,", "Otto Lindqvist,"):
        assert nobody not in page
    assert "Asha Rahman, care worker:" not in page


@pytest.mark.parametrize("name", ["Huw Pritchard", ""])
def test_where_nobody_who_may_answer_is_on_call_each_may_be_reached_through_the_number(
    name: str,
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    Home.objects.update(on_call_name=name)
    client = signed_in(asha)
    page = text(client.get(address(held)))
    through = f"{ON_CALL}, through the on-call number"
    assert f"Maya Okoro, registered manager: {through}" in page
    assert f"Ruth Adeyemi, responsible individual: {through}" in page
    assert send(client, held, ruth).status_code == 302
    assert Review.objects.get().reviewer == ruth


@pytest.mark.parametrize("name", ["maya  OKORO", "Okoro, Maya", "Maya Okoro (manager)"])
def test_whoever_is_on_call_is_found_by_name_however_it_is_written(
    name: str,
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    Home.objects.update(on_call_name=name)
    client = signed_in(asha)
    page = text(client.get(address(held)))
    assert f"Maya Okoro, registered manager: {ON_CALL}, the home’s number on call" in page
    assert "Ruth Adeyemi, responsible individual:" not in page
    assert send(client, held, ruth).status_code == 200
    assert not Review.objects.exists()


def test_without_any_held_number_it_says_so_and_writes_nothing(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    Home.objects.update(on_call_number="")
    client = signed_in(asha)
    assert "There is nobody to ring" in text(client.get(address(held)))
    assert send(client, held, maya).status_code == 200
    assert not Review.objects.exists()


def test_a_manager_who_writes_down_a_call_cannot_name_themselves(
    held: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(dele)
    assert "Dele Finch, deputy manager:" not in text(client.get(address(held)))
    assert "Choose from the answers on this page." in text(send(client, held, dele))
    assert not Review.objects.exists()
    send(client, held, maya)
    assert Review.objects.get().recorded_by == dele


def test_a_manager_who_wrote_the_record_is_not_offered(
    rowan_house: Home, kit: Child, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    own = sealed(rowan_house, kit, maya, unverified_caller())
    for writer in (maya, dele):
        client = signed_in(writer)
        assert "Maya Okoro, registered manager:" not in text(client.get(address(own)))
        assert send(client, own, maya).status_code == 200
    assert not Review.objects.exists()


def test_a_manager_who_left_between_the_call_and_writing_is_refused(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    signed_in: SignIn,
) -> None:
    client = signed_in(asha)
    client.get(address(held))
    dele.ends_at = clock.now() - timedelta(seconds=1)
    dele.save()
    answer = send(client, held, dele)
    assert "Choose from the answers on this page." in text(answer)
    assert "Yes, tell them that, and only that" in text(answer)
    assert not Review.objects.exists()


def test_a_number_that_changed_meanwhile_is_chosen_again(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    Home.objects.update(on_call_number="01632 960999")
    assert "Choose from the answers on this page." in text(send(signed_in(asha), held, maya))
    assert not Review.objects.exists()


def test_a_call_before_the_record_was_signed_is_to_be_made_again(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    early = held.recorded_at - timedelta(minutes=1)
    answer = text(send(signed_in(asha), held, maya, at=early))
    assert "That is before the record was signed." in answer
    assert "ring again and read it to them" in answer
    assert "Yes, tell them that, and only that" in answer
    assert not Review.objects.exists()


def test_a_call_to_come_is_refused(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    late = clock.now() + timedelta(minutes=2)
    assert "cannot be in the future" in text(send(signed_in(asha), held, maya, at=late))
    assert not Review.objects.exists()


def test_a_call_in_the_minute_of_signing_is_taken(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    answer = send(signed_in(asha), held, maya, at=held.recorded_at)
    assert answer.status_code == 302
    written = Review.objects.get().rung_at
    assert written == held.recorded_at.replace(second=0, microsecond=0)


def test_a_manager_who_is_close_to_somebody_in_it_cannot_answer(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    answer = text(send(signed_in(asha), held, maya, is_conflicted="yes"))
    assert "or you are close to somebody in it" in answer
    assert "This may answer: Ruth Adeyemi, responsible individual." in answer
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"rung": ""},
        {"rung": "\x00"},
        {"rung": f"{uuid4().hex}:{ON_CALL}"},
        {"rung_at_day": "31", "rung_at_month": "2"},
        {"rung_at_time": "half past"},
        {"rung_at_year": "\x00"},
        {"is_conflicted": ""},
        {"is_conflicted": "perhaps"},
        {"verdict": ""},
        {"verdict": "QUESTION"},
        {"verdict": "REVIEWED_AFTERWARDS"},
        {"words": "  "},
        {"words": "x" * 100_000},
        {"words": "\x00"},
        {"words": "\u202egnp"},
        {"conditions": "Only the lessons", "verdict": "NOT_AGREED"},
        {"conditions": "🙂" * 3000},
        {"shown": "00" * 32},
        {"shown": ""},
        {"shown": "zz" * 40_000},
    ],
)
def test_what_cannot_be_is_refused_plainly_and_nothing_is_lost(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
    changes: dict[str, str],
) -> None:
    kept = {"words": "Kept words"} if "words" not in changes else {"conditions": "Kept words"}
    answer = send(signed_in(asha), held, maya, **{**kept, **changes})
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert "Kept words" in text(answer)
    assert not Review.objects.exists()


def test_an_empty_form_says_what_is_missing(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    answer = text(signed_in(asha).post(address(held), {}))
    for missing in ("Choose whom you rang.", "Say when the call was.", "Choose what they said."):
        assert missing in answer


def test_sending_twice_writes_one_answer(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    data = form_of_a_call(held, maya)
    places = {client.post(address(held), data)["Location"] for _ in range(2)}
    assert places == {reverse("record", args=[held.pk])}
    assert Review.objects.count() == 1


def test_who_writes_it_down_second_is_told_who_answered(
    held: SharingDecision, asha: Appointment, ben: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    reviewed(held, maya, Verdict.NOT_AGREED, "Not that caller")
    for answer in (send(signed_in(asha), held, maya), signed_in(ben).get(address(held))):
        assert answer.status_code == 200
        assert "Somebody has reviewed this already" in text(answer)
        assert "Not that caller" in text(answer)
    assert Review.objects.count() == 1


def test_a_manager_at_the_screen_meanwhile_is_told_of_the_call(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    signed_in: SignIn,
) -> None:
    dele.user.telephone = "07700 900124"
    dele.user.save()
    rung(held, asha, dele, words="Go ahead")
    answer = signed_in(maya).post(
        reverse("review", args=[held.pk]),
        {"shown": shown(held), "verdict": "NOT_AGREED", "words": "No", "is_conflicted": "no"},
    )
    assert "Somebody has reviewed this already" in text(answer)
    assert "Agreed by telephone" in text(answer)
    assert "Written down by Asha Rahman, care worker" in text(answer)
    assert Review.objects.count() == 1


def test_a_no_by_telephone_holds_a_share_back(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    send(signed_in(asha), held, maya, verdict="NOT_AGREED")
    assert standing(fresh(held)) is Standing.NOT_AGREED
    assert not may_be_shared(fresh(held))


def test_a_refusal_is_agreed_to_by_telephone_too(
    refusal: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    page = text(signed_in(asha).get(address(refusal)))
    assert "They agreed: do not share" in page
    assert "only if something is done first" not in page
    assert send(signed_in(asha), refusal, maya).status_code == 302
    assert refusal.outcome == Outcome.NOT_SHARE
    assert Review.objects.get().verdict == Verdict.AGREED


def test_what_waits_for_nobody_leads_to_its_record(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Any,
    signed_in: SignIn,
) -> None:
    plain = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    client = signed_in(asha)
    assert client.get(address(plain))["Location"] == reverse("record", args=[plain.pk])
    assert send(client, plain, maya)["Location"] == reverse("record", args=[plain.pk])
    assert not Review.objects.exists()


@pytest.mark.parametrize("person", ["bryn", "otto", "dana", "ada", "nell", "ivy", "ian"])
def test_those_who_do_not_record_here_find_no_such_page(
    held: SharingDecision,
    maya: Appointment,
    person: str,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(address(held)).status_code == 404
    assert send(client, held, maya).status_code == 404
    assert not Review.objects.exists()


def test_somebody_who_is_named_in_it_finds_no_such_page_and_is_not_offered(
    held: SharingDecision, asha: Appointment, ben: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    for named in (ben, maya):
        held.named_staff.create(person=named.user)
    assert signed_in(ben).get(address(held)).status_code == 404
    assert "Maya Okoro, registered manager:" not in text(signed_in(asha).get(address(held)))
    assert send(signed_in(asha), held, maya).status_code == 200
    assert not Review.objects.exists()


def test_a_second_role_as_manager_does_not_make_the_author_the_manager_who_was_rung(
    held: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    meadowbank: Provider,
    signed_in: SignIn,
) -> None:
    second = Appointment.objects.create(
        user=asha.user,
        role=Role.DEPUTY_MANAGER.value,
        provider=meadowbank,
        home=held.home,
        starts_at=LONG_AGO,
    )
    assert send(signed_in(ben), held, second).status_code == 200
    assert not Review.objects.exists()
