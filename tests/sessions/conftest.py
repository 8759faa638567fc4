"""A sitting that begins on Sunday evening, in a browser that nobody keeps signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from infoshare.access.sessions.limits import choose_device
from infoshare.common import clock
from tests.cast import account_of, passed_second_factor
from tests.followups.made import sunday_evening as sunday_evening


@pytest.fixture
def sits_down() -> Callable[..., Client]:
    """`sits_down(asha)`: a browser in which Asha signed in just now, on a shared computer."""

    def sign_in(person: Any, client: Client | None = None, *, own_device: bool = False) -> Client:
        client = client or Client()
        client.force_login(account_of(person))
        passed_second_factor(client, account_of(person))
        session = client.session
        choose_device(session, own=own_device)
        session.save()
        return client

    return sign_in


def later(**by: float) -> Any:
    """The clock, that much later than it stands now."""
    return clock.at(clock.now() + timedelta(**by))
