"""The people of the stories at their screens, on one quiet morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from infoshare.common import clock
from infoshare.organisation.models import Appointment, User, Visit
from tests.stories.visitor import Visitor

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_quiet_morning() -> Iterator[None]:
    """Every story begins on the same Monday morning; what needs another hour says so."""
    with clock.at(MORNING):
        yield


@pytest.fixture
def at_screen(
    signed_in: Callable[..., Client],
) -> Callable[[Appointment | Visit | User], Visitor]:
    """`at_screen(asha)`: this person, signed in, with a browser of their own."""
    return lambda who: Visitor(signed_in(who))
