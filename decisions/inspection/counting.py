"""Figures about a home's decisions. Nothing about any child goes in or comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from decisions.policy.terms import Outcome
from infoshare.common.clock import LONDON


@dataclass(frozen=True)
class Counted:
    """What of a decision is counted."""

    outcome: str
    urgent: bool
    occurred_at: datetime
    recorded_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True)
class Counts:
    """The figures of one home over a period. `months` is (first day of month, number)."""

    decisions: int
    by_outcome: dict[Outcome, int]
    urgent: int
    urgent_in_time: int
    urgent_late: int
    hours_to_record: float | None
    months: tuple[tuple[date, int], ...]


def count(
    rows: Iterable[Counted], *, first: date, months: int, hours: int, now: datetime
) -> Counts:
    """Count the decisions of a home.

    `first` is the first day of the first of so many months; `hours` is how long an urgent record
    may stay without its full form. One that is still within that time is neither in time nor late.
    """
    found = list(rows)
    due = timedelta(hours=hours)
    urgent = [row for row in found if row.urgent]
    in_time = [
        row for row in urgent if row.completed_at and row.completed_at <= row.recorded_at + due
    ]
    open_yet = [row for row in urgent if not row.completed_at and now < row.recorded_at + due]
    outcomes = Counter(Outcome(row.outcome) for row in found)
    by_month = Counter(first_of_month(row.recorded_at) for row in found)
    waits = [(row.recorded_at - row.occurred_at) / timedelta(hours=1) for row in found]
    return Counts(
        decisions=len(found),
        by_outcome={
            outcome: outcomes[outcome]
            for outcome in (Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE)
        },
        urgent=len(urgent),
        urgent_in_time=len(in_time),
        urgent_late=len(urgent) - len(in_time) - len(open_yet),
        hours_to_record=median(waits) if waits else None,
        months=tuple((month, by_month[month]) for month in month_starts(first, months)),
    )


def first_of_month(moment: datetime) -> date:
    return moment.astimezone(LONDON).date().replace(day=1)


def month_starts(first: date, months: int) -> list[date]:
    """The first days of so many months, from `first`."""
    start = first.year * 12 + first.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, start + months)]
