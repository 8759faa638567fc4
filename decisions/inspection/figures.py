"""The figures of every home whose counts a person reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count

from decisions.inspection.counting import Counted, Counts, count, first_of_month, month_starts
from decisions.inspection.showing import months, summary
from decisions.models import SharingDecision
from decisions.recording.circumstances import hours_to_complete
from infoshare.access.emergency.queries import not_reviewed_in_time
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common.clock import LONDON
from infoshare.organisation.models import User

MONTHS = 12


@dataclass(frozen=True)
class Period:
    """So many months from the first of one; the day after the last is not in it."""

    first: date
    after: date

    @property
    def months(self) -> int:
        years = self.after.year - self.first.year
        return years * 12 + self.after.month - self.first.month


def period(now: datetime, *, in_full: bool) -> Period:
    """The last twelve months: with the present one, or ending before it."""
    this = first_of_month(now)
    start = this.year * 12 + this.month - 1 + (1 if in_full else 0)
    first = date((start - MONTHS) // 12, (start - MONTHS) % 12 + 1, 1)
    return Period(first, month_starts(first, MONTHS + 1)[-1])


def figures_for(user: User, now: datetime) -> list[dict[str, Any]]:
    """One entry a home: its name and figures, and whether they are in full."""
    homes = list(homes_where(user, Permission.READ_COUNTS).select_related("provider"))
    read_in_full = set(homes_where(user, Permission.READ_REGISTER).values_list("pk", flat=True))
    rows, awaiting = _counted(user, now), _awaiting(user)
    hours = hours_to_complete(homes, now)
    late = not_reviewed_in_time(homes, now)
    found = []
    for home in homes:
        in_full = home.pk in read_in_full
        counts = _counts(rows[home.pk], hours[home.pk], now, in_full=in_full)
        waits = awaiting.get(home.pk, 0)
        found.append(_shown(home.name, counts, waits, late[home.pk], now, in_full=in_full))
    return found


def _counts(rows: list[Counted], hours: int, now: datetime, *, in_full: bool) -> Counts:
    over = period(now, in_full=in_full)
    within = [row for row in rows if over.first <= _day(row.recorded_at) < over.after]
    return count(within, first=over.first, months=over.months, hours=hours, now=now)


def _shown(
    name: str, counts: Counts, awaiting: int, late: int, now: datetime, *, in_full: bool
) -> dict[str, Any]:
    return {
        "name": name,
        "in_full": in_full,
        "period": period(now, in_full=in_full),
        "summary": summary(counts, awaiting, in_full=in_full, emergencies_late=late),
        "months": months(counts) if in_full else [],
    }


def _counted(user: User, now: datetime) -> dict[UUID, list[Counted]]:
    found: dict[UUID, list[Counted]] = defaultdict(list)
    columns = ("outcome", "urgent", "occurred_at", "recorded_at", "completed_by__recorded_at")
    # A month more than is counted: the exact days are those of the clock of the home.
    recent = SharingDecision.objects.counted_for(user).filter(
        recorded_at__gte=now - timedelta(days=31 * (MONTHS + 2))
    )
    for home, *values in recent.order_by().values_list("home", *columns):
        found[home].append(Counted(*values))
    return found


def _awaiting(user: User) -> dict[UUID, int]:
    waiting = SharingDecision.objects.counted_for(user).awaiting_approval()
    return dict(waiting.order_by().values("home").annotate(n=Count("pk")).values_list("home", "n"))


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
