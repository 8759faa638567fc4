"""Each question alone, the whole lists and some pages, timed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from decisions.followups.asked import of_whoever_follows_up
from decisions.followups.gathering import QUESTIONS, follow_ups_of, own_follow_ups_of
from infoshare.common import clock
from infoshare.organisation.models import User
from tests.bench.provider import NOW
from tests.bench.rows import how_many
from tests.cast import passed_second_factor

ROUNDS = 5
TOO_LONG = "60s"
PAGES = {
    "page of follow-ups": "follow-ups",
    "start page": "home",
    "first page of the register": "register",
}

Ask = Callable[[], list[Any]]


def measure(only: str = "", *, explain: bool = False, rounds: int = ROUNDS) -> dict[str, Any]:
    """For the responsible individual, who sees every home, and for one manager and care worker.

    `only` keeps what has it in its name; `explain` adds the slowest query of each with its plan.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{TOO_LONG}'")
            # What helpers of the server work is not seen by `_worked`.
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    found: dict[str, Any] = {"rows": how_many()}
    with clock.at(NOW), override_settings(ALLOWED_HOSTS=["testserver"]):
        for kind, asked in _what_is_asked().items():
            found[kind] = {
                words: _timed(ask, rounds, explain=explain)
                for words, ask in asked.items()
                if only in words
            }
    return found


def _what_is_asked() -> dict[str, dict[str, Ask]]:
    ruth, manager, worker = (
        User.objects.get(name=name) for name in ("Ruth Adeyemi", "Manager 0", "Worker 0 0")
    )
    asked = of_whoever_follows_up(ruth, NOW)
    # Those in office are asked for once a list, not once a question.
    asked.turn.office.at(asked.homes[0], ())
    return {
        "questions": {one.__name__: (lambda one=one: one(asked)) for one in QUESTIONS},
        "lists": {
            "every follow-up of the responsible individual": lambda: follow_ups_of(ruth, NOW),
            "every follow-up of one manager": lambda: follow_ups_of(manager, NOW),
            "every follow-up of one care worker": lambda: own_follow_ups_of(worker, NOW),
        },
        "pages": {
            f"{words} ({who.name})": _page(who, name)
            for words, name in PAGES.items()
            for who in (ruth, manager)
        },
    }


def _page(user: User, name: str) -> Ask:
    client = Client()
    client.force_login(user)
    passed_second_factor(client, user)

    def get() -> list[Any]:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, answer.status_code
        return []

    return get


def _timed(ask: Ask, rounds: int, *, explain: bool = False) -> dict[str, Any]:
    """Milliseconds, rows and queries; what is stopped for taking too long says so.

    `cpu_ms` is what was worked, here and in the database, a round: the clock on the wall counts
    too what others do on the same machine.
    """
    took, found = [], []
    worked = _worked()
    try:
        for _ in range(rounds):
            began = perf_counter()
            found = ask()
            took.append(round((perf_counter() - began) * 1000, 1))
        worked = (_worked() - worked) * 1000 / rounds
        with CaptureQueriesContext(connection) as captured:
            ask()
    except OperationalError as stopped:
        return {"stopped": str(stopped).strip()}
    figures: dict[str, Any] = {
        "best_ms": min(took),
        "median_ms": median(took),
        "cpu_ms": round(worked, 1),
        "rows": len(found),
        "queries": len(captured),
    }
    return figures | (_slowest(captured) if explain else {})


def _worked() -> float:
    """Seconds of processor time so far: of this process, and of the one that serves it."""
    if connection.vendor != "postgresql":
        return process_time()
    connection.ensure_connection()
    server: Any = connection.connection
    figures = Path(f"/proc/{server.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return process_time() + (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")


def _slowest(captured: CaptureQueriesContext) -> dict[str, Any]:
    slowest = max(captured.captured_queries, key=lambda one: float(one["time"]))
    how = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN (ANALYZE, BUFFERS OFF)"}
    with connection.cursor() as cursor:
        cursor.execute(f"{how[connection.vendor]} {slowest['sql']}")
        plan = [str(row[-1]) for row in cursor.fetchall()]
    return {"slowest": slowest, "plan": plan}
