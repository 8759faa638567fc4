"""What is late, and what has gone higher, hangs on the clock alone: also when it is put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from decisions.followups.gathering import follow_ups_of
from decisions.followups.row import FollowUp
from decisions.policy.terms import Severity
from infoshare.access.scope import reaches_kept
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.followups import cases
from tests.followups.cases import World
from tests.followups.made import gone, held_for_approval, share
from tests.followups.test_each_question import world as world

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
SERIOUS = {"severity": Severity.SIGNIFICANT}


@pytest.fixture(autouse=True)
def sunday_evening(request: pytest.FixtureRequest) -> Iterator[None]:
    """Homes are opened a week before: a home's log never goes back in time."""
    start = request.node.callspec.params["start"]  # type: ignore[attr-defined]
    with clock.at(at(start) - timedelta(days=7)):
        yield


def at(moment: str) -> datetime:
    """A moment in UTC, as written."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def serious_share(world: World) -> object:
    record = share(world.asha, world.kit, world.council, concern=SERIOUS)
    return gone(record, world.asha, world.council)


def ordinary_share(world: World) -> object:
    return gone(share(world.asha, world.kit, world.council), world.asha, world.council)


def held(world: World) -> object:
    return held_for_approval(world.asha, world.kit, world.school)


def held_in_fear(world: World) -> object:
    return cases.records.sealed(
        world.home,
        world.kit,
        world.asha,
        cases.records.refusing_social_care(world.council),
    )


OPENED: dict[str, tuple[str, Callable[[World], Any]]] = {
    "urgent": ("urgent-to-complete", cases._urgent),
    "approval": ("approval-that-waits", held),
    "approval, serious": ("approval-that-waits", held_in_fear),
    "call": ("call-to-confirm", cases._called),
    "silence": ("silent-recipient", ordinary_share),
    "silence, serious": ("silent-recipient", serious_share),
    "written": ("confirm-in-writing", cases._urgent),
    "breach": ("breach-to-check", cases._astray),
    "draft": ("draft-that-waits", cases._serious_draft),
    "put off": ("draft-put-off", cases._put_off),
    "advice": ("advice-to-give", cases._asked_for_advice),
    "review": ("share-to-review", cases._urgent),
    "abuse": ("sexual-abuse-to-report", cases.told_to_the_school(cases.ABUSED)),
    "trafficking": ("first-responder-to-tell", cases.told_to_the_school(cases.TRAFFICKED)),
    "away": ("missing-to-report", cases.told_to_the_council(cases.AWAY)),
    "talk": ("return-talk-to-ask-for", cases._back),
    "notice": ("notice-to-give", cases.told_to_the_council(cases.EXPLOITED)),
    "death": ("death-to-give-notice-of", cases._died),
    "wanted": ("request-to-answer", cases._wanted),
}
# What is opened, when, when it is late, when it has gone higher. All in UTC: England is an hour
# ahead from 29 March 2026, 01:00, to 25 October 2026, 01:00.
MOMENTS = [
    ("approval", "2026-11-09 10:00", "2026-11-09 14:00", "2026-11-09 14:00"),
    ("approval", "2026-03-28 22:30", "2026-03-29 02:30", "2026-03-29 02:30"),
    ("approval", "2026-10-24 22:30", "2026-10-25 02:30", "2026-10-25 02:30"),
    ("approval, serious", "2026-03-29 00:30", "2026-03-29 01:30", "2026-03-29 01:30"),
    ("approval, serious", "2026-10-25 00:30", "2026-10-25 01:30", "2026-10-25 01:30"),
    ("urgent", "2026-03-28 12:00", "2026-03-29 12:00", "2026-03-29 12:00"),
    ("urgent", "2026-10-24 12:00", "2026-10-25 12:00", "2026-10-25 12:00"),
    ("review", "2026-03-27 15:00", "2026-03-30 22:59:59", "2026-03-30 22:59:59"),
    ("review", "2026-10-23 15:00", "2026-10-26 23:59:59", "2026-10-26 23:59:59"),
    ("call", "2026-03-27 15:00", "2026-03-30 22:59:59", "2026-03-30 22:59:59"),
    ("call", "2026-10-25 00:30", "2026-10-26 23:59:59", "2026-10-26 23:59:59"),
    ("call", "2028-02-28 15:00", "2028-02-29 23:59:59", "2028-02-29 23:59:59"),
    ("call", "2028-02-29 15:00", "2028-03-01 23:59:59", "2028-03-01 23:59:59"),
    ("draft", "2026-03-29 00:30", "2026-03-29 02:30", "2026-03-29 02:30"),
    ("draft", "2026-10-25 00:30", "2026-10-25 02:30", "2026-10-25 02:30"),
    ("put off", "2026-10-24 22:30", "2026-10-25 01:30", "2026-10-26 01:30"),
    ("advice", "2026-10-24 22:30", "2026-10-25 02:30", "2026-10-25 02:30"),
    # A working day over the clock change, from Sunday's first half hour: 23 hours, then 25.
    ("silence, serious", "2026-03-29 00:30", "2026-03-29 23:30", "2026-03-30 23:30"),
    ("silence, serious", "2026-10-24 23:30", "2026-10-26 00:30", "2026-10-27 00:30"),
    # Over a weekend, and on leap day.
    ("silence, serious", "2026-11-13 10:00", "2026-11-16 10:00", "2026-11-17 10:00"),
    ("silence, serious", "2028-02-28 10:00", "2028-02-29 10:00", "2028-03-01 10:00"),
    ("silence", "2026-10-23 09:00", "2026-10-30 10:00", "2026-11-06 10:00"),
    ("silence", "2026-03-27 10:00", "2026-04-03 09:00", "2026-04-10 09:00"),
    ("written", "2026-03-27 10:05", "2026-03-30 09:00", "2026-03-31 09:00"),
    ("written", "2026-11-13 10:05", "2026-11-16 10:00", "2026-11-17 10:00"),
    ("breach", "2026-03-27 12:00", "2026-03-30 12:00", "2026-03-30 12:00"),
    ("breach", "2026-10-23 12:00", "2026-10-26 12:00", "2026-10-26 12:00"),
    ("breach", "2028-02-28 12:00", "2028-03-02 12:00", "2028-03-02 12:00"),
    # 24 hours after they learned of it, an hour before the record; 72 after the child came back.
    ("abuse", "2026-03-28 12:00", "2026-03-29 11:00", "2026-03-29 11:00"),
    ("abuse", "2026-10-24 12:00", "2026-10-25 11:00", "2026-10-25 11:00"),
    ("talk", "2026-03-27 12:00", "2026-03-30 11:00", "2026-03-30 11:00"),
    ("talk", "2026-10-23 12:00", "2026-10-26 11:00", "2026-10-26 11:00"),
    ("trafficking", "2026-10-23 15:00", "2026-10-26 16:00", "2026-10-26 16:00"),
    ("away", "2026-03-29 00:30", "2026-03-29 00:30", "2026-03-29 01:30"),
    ("away", "2026-10-25 00:30", "2026-10-25 00:30", "2026-10-25 01:30"),
    ("notice", "2026-03-28 22:30", "2026-03-29 22:30", "2026-03-29 22:30"),
    ("notice", "2026-10-24 22:30", "2026-10-25 22:30", "2026-10-25 22:30"),
    # The day after, at midnight on the home's clock.
    ("death", "2026-03-28 12:00", "2026-03-29 00:00", "2026-03-29 00:00"),
    ("death", "2026-10-24 12:00", "2026-10-24 23:00", "2026-10-24 23:00"),
    ("death", "2026-10-25 12:00", "2026-10-26 00:00", "2026-10-26 00:00"),
    ("wanted", "2026-10-24 22:30", "2026-10-25 01:30", "2026-10-26 01:30"),
]
# The rule I05 and the page of a call speak of more than so long: at the moment, not yet.
AFTER_THE_MOMENT = {"approval", "approval, serious", "call"}


@pytest.mark.parametrize(("what", "start", "late", "higher"), MOMENTS)
def test_it_is_late_and_goes_higher_at_its_moment(
    what: str, start: str, late: str, higher: str, world: World
) -> None:
    question, opens = OPENED[what]
    with clock.at(at(start)):
        opens(world)

    @cache
    def row(moment: datetime) -> FollowUp | None:
        with clock.at(moment), reaches_kept():
            found = follow_ups_of(world.maya.user, moment)
        return next((one for one in found if one.question == question), None)

    def is_late(moment: datetime) -> bool:
        one = row(moment)
        return one is not None and one.is_late(moment)

    def is_higher(moment: datetime) -> bool:
        one = row(moment)
        return one is not None and one.next.gone_higher

    due, passed = at(late), at(higher)
    at_once = what not in AFTER_THE_MOMENT
    assert [is_late(due - SECOND), is_late(due + SECOND)] == [False, True]
    assert [is_higher(passed - SECOND), is_higher(passed + SECOND)] == [False, True]
    assert is_higher(passed) is at_once
    one = row(due + SECOND)
    assert one is not None
    assert one.due == due


@pytest.mark.parametrize("start", ["2026-11-09 10:00", "2026-10-25 00:30", "2028-02-29 10:00"])
def test_what_waits_for_a_manager_goes_to_whoever_is_on_call_and_then_above(
    start: str, world: World, ruth: Appointment
) -> None:
    with clock.at(at(start)):
        held(world)

    def next_person(hours: float) -> str:
        moment = at(start) + timedelta(hours=hours)
        with clock.at(moment), reaches_kept():
            found = follow_ups_of(world.maya.user, moment)
        return next(one.next.words for one in found if one.question == "approval-that-waits")

    assert next_person(4.01) == "Maya Okoro, registered manager, on call"
    assert next_person(7.99) == "Maya Okoro, registered manager, on call"
    assert next_person(8) == "Ruth Adeyemi, responsible individual"
