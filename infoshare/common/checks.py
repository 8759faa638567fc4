"""Checks that Django runs before every command and before it serves."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, register
from django.core.checks import Warning as WarningMessage

from infoshare.common import sqlite


def register_checks() -> None:
    """Make Django run the checks of this module."""
    register(check_sqlite_journal, "infoshare")


def check_sqlite_journal(app_configs: Sequence[Any] | None = None, **_: Any) -> list[CheckMessage]:
    """Say so when the linked SQLite cannot safely use a write-ahead log.

    Returns nothing on PostgreSQL or on a mended SQLite, an `Info` where the slower journal is
    used because of the defect, and a `Warning` where a WAL was forced in spite of it.
    """
    if not settings.ON_SQLITE:
        return []
    version = sqlite.linked_version()
    if not sqlite.has_wal_reset_defect(version):
        return []
    line = sqlite.start_up_line(settings.SQLITE_JOURNAL, version)
    if settings.SQLITE_JOURNAL == "wal":
        return [WarningMessage(line, id="infoshare.W001")]
    return [Info(line, id="infoshare.I001")]
