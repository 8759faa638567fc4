"""SQLite is opened so that what is saved stays saved."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import INFO, WARNING
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import IntegrityError, OperationalError
from django.test import override_settings

from infoshare.common import sqlite
from infoshare.common.checks import check_sqlite_journal

Open = Callable[[str], BaseDatabaseWrapper]


@pytest.fixture
def open_file(tmp_path: Path, django_db_blocker: Any) -> Iterator[Open]:
    """Return a function that opens a new connection to one file in a journal mode."""
    opened: list[BaseDatabaseWrapper] = []

    def open_in(mode: str) -> BaseDatabaseWrapper:
        connection = ConnectionHandler(
            {
                "default": {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": str(tmp_path / "file.sqlite3"),
                    "OPTIONS": sqlite.connection_options(mode),
                }
            }
        )["default"]
        connection.inc_thread_sharing()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield open_in
        for connection in opened:
            connection.close()


def answer(connection: BaseDatabaseWrapper, question: str) -> Any:
    """Return the one value that a query answers."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def run(connection: BaseDatabaseWrapper, *statements: str) -> None:
    """Execute statements one after the other."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def begin(connection: BaseDatabaseWrapper) -> None:
    """Begin a transaction as Django's `atomic` does."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@pytest.mark.parametrize(
    ("version", "defect"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_it_knows_which_releases_have_the_wal_reset_defect(
    version: sqlite.Version, defect: bool
) -> None:
    assert sqlite.has_wal_reset_defect(version) is defect


def test_a_release_with_the_defect_does_without_a_wal_and_a_mended_one_uses_it() -> None:
    assert sqlite.journal_mode(version=(3, 40, 1)) == "delete"
    assert sqlite.journal_mode(version=(3, 6, 23)) == "delete"
    assert sqlite.journal_mode(version=(3, 51, 3)) == "wal"
    assert sqlite.journal_mode(forced="wal", version=(3, 40, 1)) == "wal"
    assert sqlite.journal_mode(forced="delete", version=(3, 51, 3)) == "delete"


def test_it_refuses_a_journal_mode_that_can_lose_rows() -> None:
    with pytest.raises(ValueError, match="wal or delete"):
        sqlite.journal_mode(forced="memory")


@pytest.mark.parametrize("mode", sqlite.JOURNAL_MODES)
def test_a_live_connection_has_every_safeguard_on(open_file: Open, mode: str) -> None:
    connection = open_file(mode)
    assert answer(connection, "PRAGMA journal_mode") == mode
    assert answer(connection, "PRAGMA synchronous") == 2  # FULL
    assert answer(connection, "PRAGMA foreign_keys") == 1
    assert answer(connection, "PRAGMA recursive_triggers") == 1
    assert answer(connection, "PRAGMA busy_timeout") == 20_000


@pytest.mark.parametrize("mode", sqlite.JOURNAL_MODES)
def test_two_people_who_save_at_once_wait_for_each_other(open_file: Open, mode: str) -> None:
    first = open_file(mode)
    run(first, "CREATE TABLE counted (n INTEGER)", "INSERT INTO counted VALUES (0)")
    failures: list[Exception] = []

    def count_up(connection: BaseDatabaseWrapper) -> None:
        try:
            for _ in range(20):
                # Reads before it writes: were the lock taken only with the write, one of the two
                # would be turned away.
                connection.set_autocommit(
                    False, force_begin_transaction_with_broken_autocommit=True
                )
                read = answer(connection, "SELECT n FROM counted")
                time.sleep(0.001)
                run(connection, f"UPDATE counted SET n = {read + 1}")
                connection.commit()
                connection.set_autocommit(True)
        except OperationalError as error:
            failures.append(error)
            connection.rollback()

    threads = [threading.Thread(target=count_up, args=(open_file(mode),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert answer(first, "SELECT n FROM counted") == 40


@pytest.mark.parametrize("mode", sqlite.JOURNAL_MODES)
def test_insert_or_replace_cannot_slip_past_a_trigger(open_file: Open, mode: str) -> None:
    connection = open_file(mode)
    run(
        connection,
        "CREATE TABLE sealed (id INTEGER PRIMARY KEY, said TEXT)",
        "CREATE TRIGGER sealed_stays BEFORE DELETE ON sealed"
        " BEGIN SELECT RAISE(ABORT, 'sealed'); END",
        "INSERT INTO sealed VALUES (1, 'first')",
    )
    with pytest.raises(IntegrityError, match="sealed"):
        run(connection, "INSERT OR REPLACE INTO sealed VALUES (1, 'second')")
    assert answer(connection, "SELECT said FROM sealed") == "first"


@pytest.mark.parametrize("mode", sqlite.JOURNAL_MODES)
def test_a_row_that_points_at_nothing_is_refused(open_file: Open, mode: str) -> None:
    connection = open_file(mode)
    run(
        connection,
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))",
    )
    with pytest.raises(IntegrityError):
        run(connection, "INSERT INTO child VALUES (7)")


@pytest.mark.parametrize(
    ("mode", "level", "words"),
    [("delete", INFO, "journal mode DELETE is used"), ("wal", WARNING, "can lose what was saved")],
)
def test_a_line_at_start_up_says_what_the_defect_means(
    monkeypatch: pytest.MonkeyPatch, mode: str, level: int, words: str
) -> None:
    monkeypatch.setattr(sqlite, "linked_version", lambda: (3, 40, 1))
    with override_settings(ON_SQLITE=True, SQLITE_JOURNAL=mode):
        (message,) = check_sqlite_journal()
    assert message.level == level
    assert words in message.msg


def test_a_mended_sqlite_and_postgresql_need_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "linked_version", lambda: (3, 51, 3))
    with override_settings(ON_SQLITE=True, SQLITE_JOURNAL="wal"):
        assert check_sqlite_journal() == []
    monkeypatch.setattr(sqlite, "linked_version", lambda: (3, 40, 1))
    with override_settings(ON_SQLITE=False, SQLITE_JOURNAL="delete"):
        assert check_sqlite_journal() == []


def test_the_start_up_line_of_a_mended_sqlite_names_release_and_mode() -> None:
    assert sqlite.start_up_line("wal", (3, 51, 3)) == "SQLite 3.51.3 with journal mode WAL."
