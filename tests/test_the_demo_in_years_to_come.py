"""The demo can be built on any day to come.

Apart from `tests/demo`, whose shared world stands in the database until its last test is done.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from infoshare.common import clock
from infoshare.demo.world import build_world

A_YEAR_AHEAD = datetime(2027, 12, 19, 0, 7, tzinfo=UTC)
LEAP_DAY = datetime(2028, 2, 29, 13, 40, tzinfo=UTC)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("now", [A_YEAR_AHEAD, LEAP_DAY])
def test_it_can_be_built_in_years_to_come(now: datetime) -> None:
    with clock.at(now):
        assert len(build_world().records) >= 60
