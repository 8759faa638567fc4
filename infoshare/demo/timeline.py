"""When things happen in the demo: on weekdays before today, so that the story never grows old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from infoshare.common.clock import LONDON

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# A moment that is known once the demo knows what time it is now.
When = Callable[[datetime], datetime]


def week(back: int, day: str, at: str) -> When:
    """A weekday `back` whole weeks ago (1 is last week), at an hour such as "14:05"."""

    def moment(now: datetime) -> datetime:
        today = now.astimezone(LONDON).date()
        monday = today - timedelta(days=today.weekday(), weeks=back)
        on = monday + timedelta(days=WEEKDAYS.index(day))
        return datetime.combine(on, time.fromisoformat(at), LONDON)

    return moment


def ago(*, days: int = 0, hours: int = 0, minutes: int = 0) -> When:
    """So long before now."""
    return lambda now: now - timedelta(days=days, hours=hours, minutes=minutes)


def latest(at: str, *, settled: timedelta) -> When:
    """The latest working day at that hour that is already so long past."""

    def moment(now: datetime) -> datetime:
        on = now.astimezone(LONDON).date()
        while True:
            then = datetime.combine(on, time.fromisoformat(at), LONDON)
            if on.weekday() < WEEKDAYS.index("Sat") and then + settled <= now:
                return then
            on -= timedelta(days=1)

    return moment


def day_before(now: datetime, days: int) -> date:
    """The date in England so many days before now; a negative number looks ahead."""
    return now.astimezone(LONDON).date() - timedelta(days=days)


def birth_date(now: datetime, age: int, days_since_birthday: int) -> date:
    """A date of birth that makes somebody `age` now."""
    birthday = day_before(now, days_since_birthday)
    # The 28th stands in every month of every year.
    return birthday.replace(year=birthday.year - age, day=min(birthday.day, 28))


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def days(count: float) -> timedelta:
    return timedelta(days=count)
