"""Dates and times as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

# Nothing about a child now living is later, and no record could hold it.
LAST_YEAR = 2200
_TIME = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))? ?(am|pm)?", re.ASCII | re.IGNORECASE)


def read_date(parts: Sequence[str]) -> date:
    """Turn day, month and year as typed into a date; ValidationError names the wrong box."""
    limits = (("day", 31), ("month", 12), ("year", 9999))
    for number, (part, (name, most)) in enumerate(zip(parts, limits, strict=True)):
        if not (part.isascii() and part.isdigit() and len(part) <= 4 and 1 <= int(part) <= most):
            raise ValidationError(
                f"Check the {name}: write it as a number, such as 27 3 2026.",
                code=f"part-{number}",
            )
    day, month, year = map(int, parts)
    if year < 1900:
        raise ValidationError("Write the year with four figures, such as 2026.", code="part-2")
    if year > LAST_YEAR:
        raise ValidationError("Check the year: it is too far in the future.", code="part-2")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValidationError(
            f"Check the day: that month has no day {day}.", code="part-0"
        ) from error


def read_time(typed: str) -> time:
    """Turn 14:30, 1430, 14.30, 2:30pm or 2pm into a time; ValidationError says how to write it."""
    found = _TIME.fullmatch(typed)
    hour, minute, half = found.groups() if found else (None, None, None)
    hour_number = int(hour or -1)
    if half and 1 <= hour_number <= 12:
        hour_number = hour_number % 12 + (12 if half.lower() == "pm" else 0)
    elif half or minute is None:
        hour_number = -1
    if not (0 <= hour_number <= 23 and int(minute or 0) <= 59):
        raise ValidationError("Write the time like 14:30 or 2:30pm.", code="part-3")
    return time(hour_number, int(minute or 0))


def at_the_home(day: date, clock: time, *, not_before: datetime | None = None) -> datetime:
    """The moment in UTC; an hour that never came is refused.

    An hour that came twice is the earlier one, or the later where the earlier would be before
    `not_before`: what came first in life comes first in the record.
    """
    local = datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())
    moment = local.astimezone(UTC)
    if not_before is not None and moment < not_before:
        moment = local.replace(fold=1).astimezone(UTC)
    if moment.astimezone(local.tzinfo).time() != clock:
        raise ValidationError(
            f"The clocks went forward that night, so there was no {clock:%H:%M}. Check the time.",
            code="part-3",
        )
    return moment


def which_of_two(moment: datetime) -> str:
    """Which one is meant of an hour that comes twice, as the clocks go back; else nothing."""
    local = moment.astimezone(timezone.get_current_timezone())
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return ""
    return "second" if local.fold else "first"
