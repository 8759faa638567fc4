"""Working days: Monday to Friday. Bank holidays are not known here, and the page says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from infoshare.common.clock import LONDON

_SATURDAY = 5


def working_days_after(moment: datetime, days: int) -> datetime:
    """The same hour so many working days later, on the clock of the home."""
    local = moment.astimezone(LONDON)
    while days > 0:
        local += timedelta(days=1)
        if local.weekday() < _SATURDAY:
            days -= 1
    return local


def end_of_next_working_day(moment: datetime) -> datetime:
    """The last second of the working day that follows, on the clock of the home."""
    return working_days_after(moment, 1).replace(hour=23, minute=59, second=59, microsecond=0)
