"""The demo's own database file: known by a mark, and the only file that the demo ever removes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

# "INFD", in the place that SQLite keeps for saying what program a file belongs to.
MARK = 0x494E4644
_MARK_AT = slice(68, 72)
_SQLITE = b"SQLite format 3\x00"
_COMPANIONS = ("-wal", "-shm", "-journal")


class NotADemoFile(Exception):
    """Something else is at this path; the message says what to do."""


def make_room(path: Path) -> None:
    """Remove the demo that was built at `path` before, and leave a marked empty file there.

    The key file beside it goes too. Raises NotADemoFile, having touched nothing, for any other
    file, and for a folder that is not there.
    """
    if not path.parent.is_dir():
        raise NotADemoFile(f"There is no folder {path.parent}. Make it, or name another file.")
    if path.exists():
        if not is_ours(path):
            raise NotADemoFile(
                f"{path} is not a file that the demo made, so it stays as it is. "
                "Name another with --database."
            )
        _remove(path)
    _mark(path)


@contextmanager
def made_quickly() -> Iterator[None]:
    """Wait for no disk while the file is filled: after a power cut it is built anew anyway."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        # The next connection keeps what it saves, as everywhere.
        connection.close()


def is_ours(path: Path) -> bool:
    """Was this file made by the demo? An empty file counts: there is nothing in it to lose."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.read(100)
    marked = header[_MARK_AT] == MARK.to_bytes(4, "big")
    return not header or (header.startswith(_SQLITE) and marked)


def key_file(path: Path) -> Path:
    """The ledger's key as the demo makes it, beside its database."""
    return path.with_suffix(".ledger-key")


def _remove(path: Path) -> None:
    for companion in _COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)
    key_file(path).unlink(missing_ok=True)
    path.unlink()


def _mark(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {MARK}")
