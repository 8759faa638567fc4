"""The true time at which something left can always be written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Disclosure, SharingDecision
from decisions.policy.answers import Request
from decisions.policy.terms import Verdict
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import own_initiative, reviewed, sealed, unverified_caller

Told = Callable[[SharingDecision, datetime], Any]
# The night of 25 October 2026: 01:05 in England came at 00:05 and again at 01:05 UTC.
SECOND_TIME = datetime(2026, 10, 25, 1, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_quiet_morning() -> Iterator[None]:
    """Everything is made on the day before: a home's log never goes back in time."""
    with clock.at(SECOND_TIME - timedelta(hours=15)):
        yield


@pytest.fixture
def tell(asha: Appointment, signed_in: Callable[..., Client]) -> Told:
    """Write down on the page that the first item went at this moment."""

    def at(record: SharingDecision, moment: datetime) -> Any:
        here = moment.astimezone(clock.LONDON)
        typed = {
            "token": str(uuid4()),
            "items": ["1"],
            "as_decided": "yes",
            "method": "TELEPHONE",
            "shared_at_day": here.day,
            "shared_at_month": here.month,
            "shared_at_year": here.year,
            "shared_at_time": f"{here:%H:%M}",
        }
        return signed_in(asha).post(reverse("disclosures", args=[record.pk]), typed)

    return at


def test_on_the_night_when_the_clocks_go_back(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency, tell: Told
) -> None:
    with clock.at(SECOND_TIME):
        happened = Request(occurred_at=clock.now())
        answers = own_initiative(childrens_services).changed(request=happened)
        record = sealed(rowan_house, kit, asha, answers)
    went = SECOND_TIME + timedelta(minutes=30)
    with clock.at(went + timedelta(minutes=5)):
        assert tell(record, went).status_code == 302
    assert Disclosure.objects.get().shared_at == went


def test_on_that_night_after_a_manager_agreed(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, tell: Told
) -> None:
    with clock.at(SECOND_TIME - timedelta(hours=2)):
        record = sealed(rowan_house, kit, asha, unverified_caller())
    with clock.at(SECOND_TIME):
        reviewed(record, maya, Verdict.AGREED)
    went = SECOND_TIME + timedelta(minutes=30)
    with clock.at(went + timedelta(minutes=5)):
        assert tell(record, went).status_code == 302
    assert Disclosure.objects.get().shared_at == went


@pytest.mark.parametrize(("before", "status"), [(1, 302), (20, 302), (26 * 60, 200)])
def test_who_rang_first_and_wrote_afterwards_may_say_so(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    tell: Told,
    before: int,
    status: int,
) -> None:
    answers = own_initiative(childrens_services).changed(request=Request())
    record = sealed(rowan_house, kit, asha, answers)
    went = clock.now() - timedelta(minutes=before)
    assert tell(record, went).status_code == status
    assert Disclosure.objects.exists() is (status == 302)
