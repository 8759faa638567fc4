"""A decision that is put off has a time, also on the nights when the clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from decisions.policy.terms import Outcome
from infoshare.common import clock
from tests.guide.conftest import NOW, Guide, text_of


def putting_off(begin: Callable[..., Guide]) -> Guide:
    guide = begin("asked")
    guide.answers["decision"]["outcome"] = "DECIDE_LATER"
    guide.fill_until("later")
    return guide


def until(guide: Guide, day: int, month: int, year: int, time: str) -> HttpResponse:
    return guide.post(
        "later",
        {
            "decide_at_day": str(day),
            "decide_at_month": str(month),
            "decide_at_year": str(year),
            "decide_at_time": time,
        },
    )


def start_page(guide: Guide) -> str:
    return text_of(guide.client.get(reverse("home")))


def test_the_start_page_says_until_when(begin: Callable[..., Guide]) -> None:
    guide = putting_off(begin)
    saved = until(guide, 23, 11, 2026, "14:00")
    assert saved["Location"] == reverse("home")
    assert "Decide by 14:00" in start_page(guide)
    until(guide, 24, 11, 2026, "14:00")
    assert "Decide by 24 November, 14:00" in start_page(guide)
    with clock.at(NOW + timedelta(days=1, hours=5)):
        assert "Decide now" in start_page(guide)


def test_a_time_that_has_passed_is_refused(begin: Callable[..., Guide]) -> None:
    refused = until(putting_off(begin), 23, 11, 2026, "09:00")
    assert "Choose a time to come." in text_of(refused)
    assert 'value="09:00"' in refused.content.decode()


def test_the_hour_that_never_comes_is_refused_with_a_plain_sentence(
    begin: Callable[..., Guide],
) -> None:
    with clock.at(datetime(2026, 3, 28, 20, 0, tzinfo=UTC)):
        guide = putting_off_at(begin, "28", "3")
        refused = until(guide, 29, 3, 2026, "01:30")
        assert "The clocks went forward that night, so there was no 01:30." in text_of(refused)
        assert 'value="01:30"' in refused.content.decode()
        assert until(guide, 29, 3, 2026, "02:30").status_code == 302
        guide.draft.refresh_from_db()
        assert guide.draft.read().decision.decide_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "meant", "which"),
    [
        # Before that night, and before the first of the two: the sooner one.
        (
            datetime(2026, 10, 24, 20, 0, tzinfo=UTC),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "first",
        ),
        # Between the two: only the second is still to come.
        (
            datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            "second",
        ),
    ],
)
def test_the_hour_that_comes_twice_is_the_next_one_and_the_page_says_which(
    begin: Callable[..., Guide], now: datetime, meant: datetime, which: str
) -> None:
    with clock.at(now):
        guide = putting_off_at(begin, str(now.day), "10")
        assert until(guide, 25, 10, 2026, "01:30").status_code == 302
        page = start_page(guide)
        assert f"That hour comes twice that night. This is the {which} one." in page
        assert "Decide by" in page
        guide.draft.refresh_from_db()
        assert guide.draft.read().decision.decide_at == meant
    with clock.at(meant):
        assert "Decide now" in start_page(guide)


def putting_off_at(begin: Callable[..., Guide], day: str, month: str) -> Guide:
    """As `putting_off`, with the request that day at midnight."""
    guide = begin("asked")
    guide.answers["caller"] |= {
        "occurred_at_day": day,
        "occurred_at_month": month,
        "occurred_at_time": "00:05",
    }
    guide.answers["decision"]["outcome"] = "DECIDE_LATER"
    guide.fill_until("later")
    return guide


def test_a_time_of_every_day_says_nothing_of_the_clocks(begin: Callable[..., Guide]) -> None:
    guide = putting_off(begin)
    until(guide, 24, 11, 2026, "01:30")
    assert "comes twice" not in start_page(guide)


def test_when_its_time_has_come_the_draft_leads_to_the_decision(
    begin: Callable[..., Guide],
) -> None:
    guide = putting_off(begin)
    until(guide, 23, 11, 2026, "14:00")
    with clock.at(NOW + timedelta(hours=6)):
        led = guide.client.get(reverse("draft", args=[guide.draft.pk]))
        assert led["Location"] == guide.url("decision")
        guide.draft.refresh_from_db()
        assert guide.draft.read().decision.outcome is Outcome.DECIDE_LATER
