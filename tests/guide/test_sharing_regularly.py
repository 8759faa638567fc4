"""The guide's pages where something is agreed once and shared regularly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.guide.forms.arrangement import months_after
from decisions.models import Draft
from decisions.policy.terms import Start
from decisions.recording.drafts import start_draft
from infoshare.common import clock
from infoshare.organisation.models import Appointment, SettingsVersion
from tests.followups.made import told
from tests.policy.builders import routine

SignIn = Callable[[Appointment], Client]


@pytest.fixture
def draft(asha: Appointment, kit: Child, school: Agency) -> Draft:
    answers = routine(transfer=told(school), arrangement={"how_often": "", "review_on": None})
    return start_draft(asha.home, kit, asha, answers)  # type: ignore[arg-type]


def send(client: Client, draft: Draft, day: date | None, often: str = "Every Friday") -> Any:
    parts = ("", "", "") if day is None else (f"{day.day}", f"{day.month}", f"{day.year}")
    return client.post(
        reverse("guide-step", args=[draft.pk, "arrangement"]),
        {
            "version": str(draft.version),
            "how_often": often,
            "review_on_day": parts[0],
            "review_on_month": parts[1],
            "review_on_year": parts[2],
        },
    )


def test_it_starts_as_everyday_sharing(asha: Appointment, kit: Child, signed_in: SignIn) -> None:
    client = signed_in(asha)
    address = reverse("guide-start", args=["everyday"])
    assert "Your manager agrees once." in client.get(address).content.decode()
    sent = client.post(address, {"child": str(kit.pk)}, follow=True)
    assert Draft.objects.get().read().start is Start.ROUTINE
    page = sent.content.decode()
    assert "Who will you share it with?" in page
    assert "When did this come up?" not in page
    assert "Danger and worry" not in page


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "Choose a day after today."),
        (184, "Choose a day in the next 6 months."),
        (None, "Write the day when you will look at this again."),
    ],
)
def test_a_review_date_outside_its_bounds_is_refused_and_kept(
    days: int | None, sentence: str, draft: Draft, asha: Appointment, signed_in: SignIn
) -> None:
    day = None if days is None else clock.today() + timedelta(days=days)
    refused = send(signed_in(asha), draft, day, "After each visit").content.decode()
    assert sentence in refused
    assert "After each visit" in refused
    draft.refresh_from_db()
    assert draft.read().arrangement.review_on is None


@pytest.mark.parametrize("which", ["tomorrow", "last"])
def test_a_review_date_on_its_bounds_is_taken(
    which: str, draft: Draft, asha: Appointment, signed_in: SignIn
) -> None:
    today = clock.today()
    day = today + timedelta(days=1) if which == "tomorrow" else months_after(today, 6)
    assert send(signed_in(asha), draft, day).status_code == 302
    draft.refresh_from_db()
    assert draft.read().arrangement.review_on == day


def test_how_far_ahead_is_the_providers_to_say(
    draft: Draft, asha: Appointment, signed_in: SignIn
) -> None:
    SettingsVersion.objects.create(
        provider=asha.provider,
        version=1,
        in_force_from=clock.now(),
        values='{"version": 1, "arrangement_months": 1}',
    )
    refused = send(signed_in(asha), draft, clock.today() + timedelta(days=40))
    assert "Choose a day in the next month." in refused.content.decode()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_the_calendar_ends(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
