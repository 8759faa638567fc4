"""Receipts and addenda, on their pages."""

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
from decisions.models import Addendum, Disclosure, Receipt, SharingDecision
from decisions.policy.terms import AddendumKind, ReceiptOutcome, Role
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.cast import LONG_AGO, passed_second_factor
from tests.recording.records import own_initiative, sealed, shared

SignIn = Callable[..., Client]
NOBODY_WHO_WRITES = ["bryn", "otto", "ada", "dana", "ivy", "ian", "nell"]


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


@pytest.fixture
def left(record: SharingDecision, asha: Appointment) -> Disclosure:
    return shared(record, asha)


def heard(days_ago: int = 0, **changes: Any) -> dict[str, Any]:
    at = (clock.now() - timedelta(days=days_ago)).astimezone(clock.LONDON)
    return {
        "token": str(uuid4()),
        "outcome": ReceiptOutcome.ACTED.value,
        "heard_at_day": at.day,
        "heard_at_month": at.month,
        "heard_at_year": at.year,
        "heard_at_time": f"{at:%H:%M}",
        "words": "They will change the evening plan",
        **changes,
    }


def added(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "kind": AddendumKind.ADDITION.value,
        "words": "She also asked about Sunday",
        "reason": "I forgot to write it",
        **changes,
    }


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_what_they_said_goes_into_the_record_once(
    left: Disclosure, ben: Appointment, signed_in: SignIn
) -> None:
    client, page = signed_in(ben), heard()
    address = reverse("receipts", args=[left.pk])
    assert "Shared with <strong>Priya Nair" in text(client.get(address))
    for _ in range(2):
        answer = client.post(address, page)
        assert answer["Location"] == reverse("record", args=[left.decision_id])
    assert Receipt.objects.get().recorded_by == ben
    assert "They will change the evening plan" in text(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": ""}, "Choose what they said."),
        ({"outcome": "SHRUGGED"}, "Choose from the answers on this page."),
        ({"words": ""}, "Write what they told you, and who told you."),
        ({"heard_at_year": "2199"}, "cannot be in the future"),
        ({"heard_at_year": "2999"}, "too far in the future"),
        ({"heard_at_year": "2001"}, "before it was shared"),
        ({"heard_at_day": "x"}, "There is a problem"),
        ({"words": "\x00"}, "There is a problem"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(
    left: Disclosure,
    asha: Appointment,
    signed_in: SignIn,
    changes: dict[str, Any],
    sentence: str,
) -> None:
    answer = signed_in(asha).post(reverse("receipts", args=[left.pk]), heard(**changes))
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert not Receipt.objects.exists()


def test_that_it_came_needs_no_more_words(
    left: Disclosure, asha: Appointment, signed_in: SignIn
) -> None:
    page = heard(outcome=ReceiptOutcome.RECEIVED.value, words="")
    assert signed_in(asha).post(reverse("receipts", args=[left.pk]), page).status_code == 302


def test_that_it_went_to_the_wrong_person_stands_out(
    left: Disclosure, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    page = heard(outcome=ReceiptOutcome.SENT_TO_WRONG_PERSON.value, words="A wrong number")
    client.post(reverse("receipts", args=[left.pk]), page)
    shown = text(client.get(reverse("record", args=[left.decision_id])))
    assert "It went to the wrong person" in shown
    assert "Look at this" in shown


def test_an_addendum_is_signed_and_stands_beside_the_record(
    record: SharingDecision, asha: Appointment, ben: Appointment, signed_in: SignIn
) -> None:
    client, page = signed_in(ben), added()
    address = reverse("addenda", args=[record.pk])
    assert client.get(address).status_code == 200
    for _ in range(2):
        answer = client.post(address, page)
        assert answer["Location"] == reverse("record", args=[record.pk])
    assert Addendum.objects.get().author == ben
    shown = text(client.get(answer["Location"]))
    assert "She also asked about Sunday" in shown
    assert "Why it was added:</strong> I forgot to write it" in shown
    assert "Ben Castell, senior care worker" in shown


def test_a_correction_of_what_was_shared_says_to_tell_those_who_have_it(
    left: Disclosure, asha: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(
        reverse("addenda", args=[left.decision_id]),
        added(kind=AddendumKind.CORRECTION.value),
        follow=True,
    )
    assert "Tell those who were given what was wrong." in text(answer)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Choose what you are adding."),
        ({"kind": "GOSSIP"}, "Choose from the answers on this page."),
        ({"words": "   "}, "Write what you want to add."),
        ({"reason": ""}, "Say why you are adding it now."),
        ({"words": "x" * 1_000_000}, "characters or fewer"),
        ({"reason": "\u202eabc"}, "There is a problem"),
    ],
)
def test_an_addendum_that_cannot_be_is_refused_and_keeps_what_was_typed(
    record: SharingDecision,
    asha: Appointment,
    signed_in: SignIn,
    changes: dict[str, Any],
    sentence: str,
) -> None:
    answer = signed_in(asha).post(reverse("addenda", args=[record.pk]), added(**changes))
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert not Addendum.objects.exists()
    if "reason" not in changes:
        assert "I forgot to write it" in text(answer)


@pytest.mark.parametrize("person", NOBODY_WHO_WRITES)
def test_whoever_does_not_record_at_this_home_writes_nothing(
    left: Disclosure, person: str, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(person))
    for name, pk, page in (
        ("receipts", left.pk, heard()),
        ("addenda", left.decision_id, added()),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 404
        assert client.post(reverse(name, args=[pk]), page).status_code == 404
    assert not Receipt.objects.exists()
    assert not Addendum.objects.exists()


def test_whoever_records_at_another_home_and_only_reads_this_one_writes_nothing(
    left: Disclosure, dana: Appointment, willow_lodge: Home, signed_in: SignIn
) -> None:
    Appointment.objects.create(
        user=dana.user,
        role=Role.CARE_WORKER.value,
        provider=willow_lodge.provider,
        home=willow_lodge,
        starts_at=LONG_AGO,
    )
    client = signed_in(dana)
    shown = text(client.get(reverse("record", args=[left.decision_id])))
    assert "Add to this record" not in shown
    assert client.post(reverse("addenda", args=[left.decision_id]), added()).status_code == 404
    assert client.post(reverse("receipts", args=[left.pk]), heard()).status_code == 404
    assert not Addendum.objects.exists()
    assert not Receipt.objects.exists()


def test_pages_without_cross_site_protection_are_refused(
    record: SharingDecision, asha: Appointment
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(asha.user)
    passed_second_factor(strict, asha.user)
    answer = strict.post(reverse("addenda", args=[record.pk]), added())
    assert answer.status_code == 403
    assert not Addendum.objects.exists()
