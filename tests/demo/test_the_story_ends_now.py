"""Whenever the demo is built, its story ends shortly before and nothing lies ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from infoshare.common.clock import LONDON
from infoshare.demo.timeline import birth_date, latest, week
from infoshare.demo.world import events_in_order

A_YEAR_AHEAD = datetime(2027, 12, 19, 0, 7, tzinfo=UTC)
LEAP_DAY = datetime(2028, 2, 29, 13, 40, tzinfo=UTC)


def test_nothing_lies_ahead_at_any_hour_of_any_weekday() -> None:
    start = datetime(2026, 10, 19, 0, 5, tzinfo=UTC)
    for hour in range(0, 24 * 14, 5):
        now = start + timedelta(hours=hour)
        events = events_in_order(now)
        assert events[-1].moment <= now


def test_an_event_to_come_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from infoshare.demo import happenings, world

    ahead = happenings.Happening(
        "tomorrow", lambda now: now + timedelta(days=1), lambda world: None
    )
    monkeypatch.setattr(happenings, "HAPPENINGS", (ahead,))
    with pytest.raises(world.TheStoryIsAhead, match="tomorrow"):
        events_in_order(A_YEAR_AHEAD)


def test_a_weekday_so_many_weeks_ago_stays_that_weekday() -> None:
    moment = week(3, "Thu", "10:05")(A_YEAR_AHEAD)
    assert moment.strftime("%a %H:%M") == "Thu 10:05"
    assert timedelta(weeks=2) < A_YEAR_AHEAD - moment < timedelta(weeks=4)


def test_the_latest_working_day_is_never_at_a_weekend_or_too_close() -> None:
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
    assert latest("15:20", settled=timedelta(0))(sunday).strftime("%a") == "Fri"
    monday = datetime(2026, 11, 23, 15, 30, tzinfo=LONDON)
    assert latest("15:20", settled=timedelta(minutes=5))(monday).strftime("%a") == "Mon"
    assert latest("15:20", settled=timedelta(hours=1))(monday).strftime("%a") == "Fri"


@pytest.mark.parametrize("now", [A_YEAR_AHEAD, LEAP_DAY])
@pytest.mark.parametrize("since", [0, 1, 30, 59, 300])
def test_a_date_of_birth_gives_the_age_that_was_asked_for(now: datetime, since: int) -> None:
    born, today = birth_date(now, 12, since), now.date()
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    assert today.year - born.year - (0 if had_birthday else 1) == 12
