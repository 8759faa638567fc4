"""Working days are Monday to Friday, on the clock of the home."""

from __future__ import annotations

from datetime import datetime

import pytest

from infoshare.common.clock import LONDON
from infoshare.common.working_days import working_days_after


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        ("2026-11-09T10:00", 1, "2026-11-10T10:00"),  # Monday to Tuesday
        ("2026-11-13T15:00", 1, "2026-11-16T15:00"),  # Friday to Monday
        ("2026-11-14T09:00", 1, "2026-11-16T09:00"),  # Saturday to Monday
        ("2026-11-15T09:00", 1, "2026-11-16T09:00"),  # Sunday to Monday
        ("2026-11-09T10:00", 5, "2026-11-16T10:00"),  # over one weekend
        ("2026-03-27T10:00", 1, "2026-03-30T10:00"),  # the clocks go forward
    ],
)
def test_it_counts_working_days_and_keeps_the_hour(since: str, days: int, until: str) -> None:
    found = working_days_after(_at_the_home(since), days)
    assert found == _at_the_home(until)


def _at_the_home(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)
