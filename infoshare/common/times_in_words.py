"""Times as a person reads them, on the clock of the home."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from infoshare.common.clock import LONDON


def moment_in_words(moment: datetime) -> str:
    """A time on the clock of the home: 3 March 2026, 21:05."""
    here = moment.astimezone(LONDON)
    return f"{here.day} {here:%B %Y, %H:%M}"


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def length_in_words(length: timedelta) -> str:
    """How long, in the two largest units that matter: 1 day 3 hours, 40 minutes."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [(days, "day"), (hours, "hour"), (left if not days else 0, "minute")]
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(words) or "less than a minute"
