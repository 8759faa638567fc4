"""Is the site alive, and may it be sent visitors? Two words for an answer, and no more.

`/livez` says that the process answers. `/readyz` says that a page could be saved now: the database
takes a write (which is rolled back), every migration has run, the disk has room and the clocks
agree. Which of them fails stands in the log, not in the answer.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from infoshare.common import clock

ROOM_NEEDED = 200 * 1024 * 1024
LARGEST_SKEW = timedelta(seconds=60)
# Anybody may ask, and each answer costs a write: one is good for this long.
SECONDS_AN_ANSWER_HOLDS = 5.0

_log = logging.getLogger("infoshare.health")


def takes_writes() -> bool:
    """Does the database store a row? It is not kept."""
    with transaction.atomic():
        Session.objects.create(session_key=_throw_away_key(), expire_date=clock.now())
        transaction.set_rollback(True)
    return True


def every_migration_has_run() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def disk_has_room() -> bool:
    """Is there room beside the database file and beside the ledger's key?"""
    folders = {Path(settings.INFOSHARE_LEDGER_KEY_FILE).parent}
    if settings.ON_SQLITE:
        folders.add(Path(settings.DATABASES["default"]["NAME"]).parent)
    return all(shutil.disk_usage(folder).free >= ROOM_NEEDED for folder in folders)


def clocks_agree() -> bool:
    """Do our clock and the database's agree, and is nothing in the ledger from the future?"""
    now = clock.now()
    with transaction.atomic():
        row = Session.objects.create(session_key=_throw_away_key(), expire_date=Now())
        row.refresh_from_db()
        transaction.set_rollback(True)
    # By its name: the ledger is built on this part.
    newest = apps.get_model("ledger", "Head").objects.aggregate(at=Max("last_at"))["at"] or now
    return abs(row.expire_date - now) <= LARGEST_SKEW and newest - now <= LARGEST_SKEW


def _throw_away_key() -> str:
    return f"health-{uuid4().hex}"


CHECKS: dict[str, Callable[[], bool]] = {
    "database": takes_writes,
    "migrations": every_migration_has_run,
    "disk": disk_has_room,
    "clock": clocks_agree,
}


def what_fails() -> list[str]:
    """The names of the checks that fail now; a check that cannot be made fails."""
    return [name for name, check in CHECKS.items() if not _holds(check)]


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


class Readiness:
    """Whether the site is ready, asked anew when the last answer has grown old."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked_at: float | None = None
        self._ready = False

    def is_ready(self) -> bool:
        with self._lock:
            if self._asked_at is None or monotonic() - self._asked_at >= SECONDS_AN_ANSWER_HOLDS:
                failing = what_fails()
                if failing:
                    _log.error("not ready: %s", ", ".join(failing))
                self._ready, self._asked_at = not failing, monotonic()
            return self._ready


readiness = Readiness()


class HealthMiddleware:
    """Answers before the host name is checked and before the way to https: probes know neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in ("/livez", "/readyz"):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        if request.path_info == "/livez" or readiness.is_ready():
            return HttpResponse("ok\n", content_type="text/plain")
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
