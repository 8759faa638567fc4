"""How InfoShare opens an SQLite database, so that what is saved stays saved.

SQLite's write-ahead log (WAL) lets people read while another saves. Releases 3.7.0 to 3.51.2 have
the "WAL-reset" defect: two connections that write and check-point at the same instant can lose
committed rows or damage the file. It is mended in 3.51.3 and in two back-ports, 3.44.6 and 3.50.7.
On any other release the rollback journal (DELETE) is used, which the defect does not touch.
Source: SQLite documentation, "Write-Ahead Logging", section "The WAL-Reset Bug".
"""

import sqlite3
from typing import Any

Version = tuple[int, int, int]

FIRST_WITH_WAL: Version = (3, 7, 0)
MENDED: Version = (3, 51, 3)
MENDED_BACK_PORTS: tuple[Version, ...] = ((3, 44, 6), (3, 50, 7))
JOURNAL_MODES = ("wal", "delete")
SECONDS_TO_WAIT_FOR_A_LOCK = 20


def has_wal_reset_defect(version: Version) -> bool:
    """Tell whether this SQLite release can lose rows when two connections share a WAL."""
    if version < FIRST_WITH_WAL or version >= MENDED:
        return False
    return not any(version[:2] == mended[:2] and version >= mended for mended in MENDED_BACK_PORTS)


def journal_mode(forced: str | None = None, version: Version | None = None) -> str:
    """Choose "wal" or "delete" for this SQLite release, unless one is forced.

    Raises `ValueError` when `forced` is neither.
    """
    if forced:
        if forced not in JOURNAL_MODES:
            raise ValueError(f"a journal mode is wal or delete, not {forced!r}")
        return forced
    version = version or linked_version()
    return "delete" if has_wal_reset_defect(version) or version < FIRST_WITH_WAL else "wal"


def linked_version() -> Version:
    """Return the release of the SQLite that this Python is linked with."""
    major, minor, patch = sqlite3.sqlite_version_info[:3]
    return major, minor, patch


def connection_options(mode: str) -> dict[str, Any]:
    """Return Django's `OPTIONS` for an SQLite database in this journal mode.

    Every transaction takes the write lock when it starts (IMMEDIATE), so that two people who save
    at once wait for each other instead of failing. `recursive_triggers` makes `INSERT OR REPLACE`
    fire the triggers that guard sealed rows.
    """
    pragmas = (
        "foreign_keys=ON",
        f"journal_mode={mode.upper()}",
        "synchronous=FULL",
        "recursive_triggers=ON",
    )
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": SECONDS_TO_WAIT_FOR_A_LOCK,
        "init_command": " ".join(f"PRAGMA {pragma};" for pragma in pragmas),
    }


def start_up_line(mode: str, version: Version | None = None) -> str:
    """Say in one sentence which journal mode is in use, and why."""
    version = version or linked_version()
    number = ".".join(str(part) for part in version)
    if not has_wal_reset_defect(version):
        return f"SQLite {number} with journal mode {mode.upper()}."
    if mode == "wal":
        return (
            f"SQLite {number} has the WAL-reset defect, which can lose what was saved, and "
            "INFOSHARE_SQLITE_JOURNAL=wal forces it to use a WAL. Remove that setting or "
            "upgrade SQLite to 3.51.3 or newer."
        )
    return (
        f"SQLite {number} has the WAL-reset defect, so journal mode DELETE is used: safe, and "
        "slower when many people work at once. SQLite 3.51.3 or newer removes the limit."
    )
