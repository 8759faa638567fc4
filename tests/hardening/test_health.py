"""A probe learns whether the site is alive and ready, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from infoshare.common import clock, health
from infoshare.ledger.models import Head
from infoshare.organisation.models import Appointment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """No answer of an earlier test is still good."""
    yield from _anew()


def _anew() -> Iterator[None]:
    health.readiness.__init__()  # type: ignore[misc]
    yield
    health.readiness.__init__()  # type: ignore[misc]


def test_a_site_that_can_save_is_ready(client: Client, django_assert_num_queries: Any) -> None:
    assert health.what_fails() == []
    for path in ("/livez", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (200, b"ok\n")
        assert not answer.cookies
    with django_assert_num_queries(0):
        client.get("/readyz")


def test_the_write_is_not_kept(client: Client) -> None:
    before = Session.objects.count()
    client.get("/readyz")
    assert Session.objects.count() == before


def test_a_probe_knows_neither_the_host_name_nor_https(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    for path in ("/livez", "/readyz"):
        assert client.get(path, headers={"host": "10.0.0.7"}).status_code == 200


def _refuse(*_: Any, **__: Any) -> None:
    raise OperationalError("Marrowbone at 10.0.0.9")


# Looked up when the test runs: a manager may have been made anew since.
BROKEN: dict[str, Callable[[], tuple[Any, str, Any]]] = {
    "database": lambda: (health.Session.objects, "create", _refuse),
    "migrations": lambda: (health.MigrationExecutor, "migration_plan", lambda *_: ["one"]),
    "disk": lambda: (shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_missing_is_said_to_the_log_alone(
    name: str,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(*BROKEN[name]())
    monkeypatch.setattr(health._log, "propagate", True)
    monkeypatch.setattr(health._log.parent, "propagate", True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert name in caplog.text
    assert "Marrowbone" not in caplog.text
    assert client.get("/livez").status_code == 200


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_clock_that_is_wrong_is_not_ready(minutes: int) -> None:
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        assert health.what_fails() == ["clock"]


def test_a_ledger_from_the_future_is_not_ready(
    maya: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Head.objects.exists()
    assert health.clocks_agree()
    monkeypatch.setattr(health, "LARGEST_SKEW", timedelta(seconds=30))
    monkeypatch.setattr(
        Head.objects,
        "aggregate",
        lambda **_: {"at": clock.now() + timedelta(seconds=31)},
    )
    assert not health.clocks_agree()
