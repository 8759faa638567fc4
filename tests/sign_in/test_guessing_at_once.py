"""Tries that come at the same moment are all counted (ASVS 5.0 6.3.1, 15.4.2)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from infoshare.access.sign_in import throttle
from infoshare.organisation.models import Appointment
from tests.at_once import at_once, on_postgresql
from tests.sign_in.conftest import sign_in, words

pytestmark = [on_postgresql, pytest.mark.django_db(transaction=True)]

AT_ONCE = 12


@pytest.fixture
def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes here, for the throttle it is one moment, and no delay passes."""
    now = time.time()
    monkeypatch.setattr(throttle.time, "time", lambda: now)


def numbers(given: list[Any]) -> list[int]:
    return sorted(one.number for one in given if one is not None)


@pytest.mark.usefixtures("stand_still")
def test_each_of_many_tries_at_once_is_counted_and_no_more_are_let_through() -> None:
    roomy, narrow = throttle.Count("roomy", free=100), throttle.Count("narrow", free=5)
    assert numbers(at_once(*[roomy.take] * AT_ONCE)) == list(range(1, AT_ONCE + 1))
    after = roomy.take()
    assert after is not None
    assert after.number == AT_ONCE + 1
    assert numbers(at_once(*[narrow.take] * AT_ONCE)) == [1, 2, 3, 4, 5]
    assert narrow.take() is None


@pytest.mark.usefixtures("stand_still")
def test_a_flood_of_wrong_passwords_is_looked_at_five_times_and_keeps_no_known_device_out(
    asha: Appointment,
) -> None:
    own = Client()
    assert sign_in(own, asha.user).status_code == 302
    own.post("/account/logout/")

    def wrong() -> str:
        return words(sign_in(Client(), asha.user, "wrong wrong wrong"))

    acts: list[Callable[[], object]] = [wrong] * AT_ONCE
    *told, entered = at_once(*acts, lambda: sign_in(own, asha.user).status_code)
    assert entered == 302
    waits = [throttle.WAIT in str(one) for one in told]
    assert (waits.count(False), waits.count(True)) == (5, AT_ONCE - 5)
