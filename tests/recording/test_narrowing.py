"""Where the questions about many records begin: of one home, of all, and once for one page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from children.models import Agency, Child
from decisions.recording.narrowing.answers import (
    urgent_and_not_completed,
    went_ahead_and_not_reviewed,
)
from decisions.recording.narrowing.found import asked_once
from decisions.recording.narrowing.what_left import (
    rung_up_and_not_written,
    shares_without_what_left,
    unanswered,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.followups.made import gone, share, urgent_share

pytestmark = pytest.mark.django_db
Made = Callable[..., object]


@pytest.fixture
def at_both_homes(
    asha: Appointment, bryn: Appointment, kit: Child, lark: Child, childrens_services: Agency
) -> None:
    """At each home: one that is agreed and not gone, one that went, one that was urgent."""
    for author, child in ((asha, kit), (bryn, lark)):
        share(author, child, childrens_services)
        gone(share(author, child, childrens_services), author, childrens_services)
        urgent_share(author, child, childrens_services)


def questions() -> dict[str, Callable[[list[object] | None], list[object]]]:
    later = clock.now() + timedelta(days=7)
    return {
        "shares_without_what_left": shares_without_what_left,
        "unanswered": lambda logs: unanswered(later, logs),
        "urgent_and_not_completed": urgent_and_not_completed,
        "went_ahead_and_not_reviewed": went_ahead_and_not_reviewed,
        "rung_up_and_not_written": rung_up_and_not_written,
    }


def test_what_is_found_is_of_the_homes_that_are_asked_about(
    at_both_homes: None, rowan_house: Home, willow_lodge: Home
) -> None:
    rowan, willow = rowan_house.log, willow_lodge.log
    for name, question in questions().items():
        one, other = question([rowan]), question([willow])
        assert one, name
        assert other, name
        assert not set(one) & set(other), name
        assert set(question([rowan, willow])) == set(question(None)) == {*one, *other}, name
        assert question([]) == [], name


def test_one_page_asks_once_and_the_next_asks_again(
    asha: Appointment,
    kit: Child,
    childrens_services: Agency,
    django_assert_num_queries: Callable[..., object],
) -> None:
    with asked_once():
        assert urgent_and_not_completed() == []
        record = urgent_share(asha, kit, childrens_services)
        with django_assert_num_queries(0):  # type: ignore[attr-defined]
            assert urgent_and_not_completed() == []
        assert urgent_and_not_completed([record.log]) == [record.pk]
    assert urgent_and_not_completed() == [record.pk]
