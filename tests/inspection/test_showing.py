"""Small figures are not given to those who may not see a child, and cannot be worked out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from decisions.inspection.counting import Counted, Counts, count, month_starts
from decisions.inspection.figures import period
from decisions.inspection.showing import figure, in_time, summary, waited
from decisions.policy.terms import Outcome

NOW = datetime(2026, 11, 8, 20, 0, tzinfo=UTC)


def counted(
    outcome: Outcome = Outcome.SHARE,
    *,
    urgent: bool = False,
    waited_hours: float = 2,
    completed_after: float | None = None,
    recorded: datetime = NOW - timedelta(days=3),
) -> Counted:
    done = None if completed_after is None else recorded + timedelta(hours=completed_after)
    return Counted(outcome.value, urgent, recorded - timedelta(hours=waited_hours), recorded, done)


def counts(*rows: Counted) -> Counts:
    return count(rows, first=date(2025, 12, 1), months=12, hours=24, now=NOW)


def shown(found: Counts, awaiting: int = 0, *, in_full: bool) -> dict[str, str]:
    return {row["key"]: row["value"] for row in summary(found, awaiting, in_full=in_full)}


def test_it_counts_outcomes_and_months() -> None:
    found = counts(
        counted(),
        counted(Outcome.NOT_SHARE),
        # In London it was already December.
        counted(recorded=datetime(2025, 11, 30, 23, 59, tzinfo=UTC) + timedelta(minutes=1)),
    )
    assert found.by_outcome == {
        Outcome.SHARE: 2,
        Outcome.SHARE_PART: 0,
        Outcome.NOT_SHARE: 1,
    }
    assert dict(found.months)[date(2026, 11, 1)] == 2
    assert dict(found.months)[date(2025, 12, 1)] == 1
    assert len(found.months) == 12


def test_an_urgent_record_is_in_time_late_or_still_open() -> None:
    found = counts(
        counted(urgent=True, completed_after=24),
        counted(urgent=True, completed_after=25),
        counted(urgent=True),
        counted(urgent=True, recorded=NOW - timedelta(hours=5)),
    )
    assert (found.urgent, found.urgent_in_time, found.urgent_late) == (4, 1, 2)


def test_the_wait_is_the_median() -> None:
    found = counts(*(counted(waited_hours=hours) for hours in (1, 2, 100)))
    assert found.hours_to_record == 2
    assert waited(found, in_full=True) == "2 hours (median)"
    assert waited(counts(counted(waited_hours=0.5)), in_full=True) == "Under 1 hour (median)"
    assert waited(counts(), in_full=True) == "No records yet"


def test_a_figure_under_five_is_not_given_and_none_looks_like_four() -> None:
    assert [figure(n, in_full=False) for n in (0, 1, 4, 5)] == [
        "under 5",
        "under 5",
        "under 5",
        "5",
    ]
    assert [figure(n, in_full=True) for n in (0, 4, 5)] == ["0", "4", "5"]


def test_no_total_stands_beside_its_parts() -> None:
    found = counts(*[counted()] * 9, *[counted(Outcome.NOT_SHARE)] * 2)
    seen = shown(found, in_full=False)
    assert seen["Decided to share"] == "9"
    assert seen["Decided not to share"] == "under 5"
    assert "11" not in seen.values()
    assert "Decisions recorded" not in seen
    assert "Waiting for a manager now" not in seen
    assert shown(found, in_full=True)["Decisions recorded"] == "11"


@pytest.mark.parametrize(
    ("in_good_time", "late", "words"),
    [
        (2, 1, "Too few to say"),
        (9, 2, "All, or all but a few (under 5 late)"),
        (9, 0, "All, or all but a few (under 5 late)"),
        (2, 9, "Few (under 5 in time)"),
        (9, 6, "9 of 15"),
    ],
)
def test_how_many_were_in_time_gives_away_no_small_part(
    in_good_time: int, late: int, words: str
) -> None:
    found = counts(
        *[counted(urgent=True, completed_after=2)] * in_good_time,
        *[counted(urgent=True, completed_after=30)] * late,
    )
    assert in_time(found, in_full=False) == words
    assert in_time(found, in_full=True) == f"{in_good_time} of {in_good_time + late}"


def test_the_wait_of_a_few_is_not_given() -> None:
    assert waited(counts(*[counted()] * 4), in_full=False) == "Too few to say"
    assert waited(counts(*[counted()] * 5), in_full=False) == "2 hours (median)"


def test_a_period_is_twelve_months_and_ends_before_this_one_for_the_independent_person() -> None:
    assert period(NOW, in_full=True).first == date(2025, 12, 1)
    assert period(NOW, in_full=True).after == date(2026, 12, 1)
    assert period(NOW, in_full=False).first == date(2025, 11, 1)
    assert period(NOW, in_full=False).after == date(2026, 11, 1)
    january = datetime(2027, 1, 15, tzinfo=UTC)
    assert period(january, in_full=True).first == date(2026, 2, 1)
    assert period(january, in_full=False).after == date(2027, 1, 1)
    assert month_starts(date(2026, 11, 1), 3) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
