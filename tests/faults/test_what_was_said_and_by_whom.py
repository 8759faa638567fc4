"""A manager's no, a call answered for somebody else, and words that come second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Review, SharingDecision
from decisions.policy.terms import Contact, ReviewStage, Verdict
from decisions.recording.disclosure import NotUnderThisRecord, disclose
from decisions.recording.reading import read_sealed
from decisions.recording.stages import confirm_by
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.approval.calls import answered, form_of_a_call, fresh, rung
from tests.everyday.made import agreed, signed
from tests.guide.conftest import text_of
from tests.recording.records import (
    reviewed,
    sealed,
    sealed_urgent,
    shown,
    unverified_caller,
    urgently,
    what_left,
)

SignIn = Callable[..., Client]
TYPED = "I rang the school myself, and they knew nothing of it"


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return sealed(rowan_house, kit, asha, unverified_caller())


def answer(client: Client, record: SharingDecision, name: str, **typed: str) -> HttpResponse:
    """Press a button on the page of an answer."""
    data = {"shown": shown(record), "verdict": "AGREED", "words": "", "is_conflicted": "no"}
    return client.post(reverse(name, args=[record.pk]), {**data, **typed})


def test_whoever_rang_urgently_is_shown_the_direct_routes_after_a_no(
    rowan_house: Home,
    kit: Child,
    school: Agency,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    held_call = sealed_urgent(rowan_house, kit, asha, urgently(school, Contact.THEY_RANG))
    reviewed(held_call, maya, Verdict.NOT_AGREED, "We do not know who that was")
    client = signed_in(asha)
    for page in (reverse("record", args=[held_call.pk]), reverse("home")):
        assert "go straight to the council" in text_of(client.get(page))


def test_somebody_above_decides_and_does_not_say_what_another_said_on_the_telephone(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    call = rung(held, asha, maya, Verdict.NOT_AGREED, "No, not that caller")
    with clock.at(confirm_by(call) + timedelta(minutes=1)):
        client = signed_in(ruth)
        page = text_of(client.get(reverse("confirmation", args=[held.pk])))
        assert "Now you decide." in page
        for of_whoever_was_rung in ("I agreed", "Is this what was said?", "was as it is written"):
            assert of_whoever_was_rung not in page
        assert answer(client, held, "confirmation", words="It may go").status_code == 302
        decided = Review.objects.get(stage=ReviewStage.CONFIRMATION.value)
        said = read_sealed(decided)["facts"]["verdict_label"]
        assert said == "Agreed, in place of Maya Okoro, who was rung"
        record = text_of(client.get(reverse("record", args=[held.pk])))
        assert "By telephone: somebody above has decided" in record


def test_a_yes_from_above_lets_nothing_go_that_went_after_the_no_of_whoever_was_rung(
    held: SharingDecision, asha: Appointment, maya: Appointment, ruth: Appointment
) -> None:
    call = rung(held, asha, maya, Verdict.NOT_AGREED, "No, not that caller")
    with clock.at(confirm_by(call) + timedelta(minutes=5)):
        answered(held, ruth, Verdict.AGREED, ReviewStage.CONFIRMATION)
        before = what_left(held, shared_at=clock.now() - timedelta(hours=1))
        with pytest.raises(NotUnderThisRecord):
            disclose(fresh(held), asha, before, token=uuid4())
        disclose(fresh(held), asha, what_left(held), token=uuid4())


@pytest.mark.parametrize("page", ["review", "telephone-approval"])
def test_the_words_of_whoever_answers_second_are_shown_to_them(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    signed_in: SignIn,
    page: str,
) -> None:
    reviewed(held, dele, Verdict.AGREED)
    if page == "review":
        second = answer(signed_in(maya), held, page, verdict="NOT_AGREED", words=TYPED)
    else:
        typed = form_of_a_call(held, maya, words=TYPED)
        second = signed_in(asha).post(reverse(page, args=[held.pk]), typed)
    assert TYPED in text_of(second)
    assert Review.objects.count() == 1


def test_a_button_pressed_twice_shows_nobody_their_own_words_as_lost(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    for _ in range(2):
        last = answer(client, held, "review", words=TYPED)
    assert "was not added" not in text_of(last)


def end(client: Client, record: SharingDecision, reason: str) -> HttpResponse:
    typed = {"reason": reason, "token": str(uuid4())}
    return client.post(reverse("everyday-end", args=[record.pk]), typed)


def test_the_reason_of_whoever_ends_an_arrangement_second_is_shown_to_them(
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    arrangement = agreed(asha, maya, kit, school)
    assert end(signed_in(asha), arrangement, "He left that school").status_code == 302
    assert TYPED in text_of(end(signed_in(ben), arrangement, TYPED))
    assert Addendum.objects.count() == 1


def test_what_still_waits_for_a_manager_is_not_ended_by_a_forged_page(
    asha: Appointment, ben: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    waiting = signed(asha, kit, school)
    assert TYPED in text_of(end(signed_in(ben), waiting, TYPED))
    assert not Addendum.objects.exists()
