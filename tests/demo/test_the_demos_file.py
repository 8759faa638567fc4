"""The demo removes what it made itself, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as connection_of_the_test
from django.db.backends.sqlite3.base import DatabaseWrapper

from infoshare.demo import file
from infoshare.demo.hashing import QuickHasher
from infoshare.settings import sqlite_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "demo.sqlite3"


def _fill(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE kept (word TEXT)")


def _tables(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def test_a_new_file_bears_the_mark(path: Path) -> None:
    file.make_room(path)
    assert file.is_ours(path)
    assert path.stat().st_size > 0


def test_its_own_file_is_emptied_with_all_that_lies_beside_it(path: Path) -> None:
    file.make_room(path)
    _fill(path)
    beside = [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]
    for companion in (*beside, file.key_file(path)):
        companion.write_bytes(b"old")
    file.make_room(path)
    assert _tables(path) == 0
    assert file.is_ours(path)
    assert [p.name for p in (*beside, file.key_file(path)) if p.exists()] == []


def test_a_database_of_somebody_elses_is_refused_and_untouched(path: Path) -> None:
    _fill(path)
    before = path.read_bytes()
    file.key_file(path).write_bytes(b"a key")
    with pytest.raises(file.NotADemoFile, match="not a file that the demo made"):
        file.make_room(path)
    assert path.read_bytes() == before
    assert file.key_file(path).read_bytes() == b"a key"


@pytest.mark.parametrize("content", [b"a shopping list", b"x" * 200])
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(file.NotADemoFile):
        file.make_room(path)
    assert path.read_bytes() == content


def test_a_mark_in_something_that_is_no_database_counts_for_nothing(path: Path) -> None:
    path.write_bytes(b"x" * 68 + file.MARK.to_bytes(4, "big") + b"x" * 28)
    with pytest.raises(file.NotADemoFile):
        file.make_room(path)


def test_an_empty_file_holds_nothing_to_lose(path: Path) -> None:
    path.touch()
    file.make_room(path)
    assert file.is_ours(path)


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(file.NotADemoFile):
        file.make_room(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(file.NotADemoFile, match="There is no folder"):
        file.make_room(tmp_path / "nowhere" / "demo.sqlite3")


def test_while_it_is_built_nothing_waits_for_the_disk_and_afterwards_everything_does(
    path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> None:
    of_the_demo = DatabaseWrapper(connection_of_the_test.settings_dict | sqlite_database(path))
    monkeypatch.setattr(file, "connection", of_the_demo)

    def waits() -> bool:
        with of_the_demo.cursor() as cursor:
            return cursor.execute("PRAGMA synchronous").fetchone() != (0,)

    with django_db_blocker.unblock():
        assert waits()
        with file.made_quickly():
            assert not waits()
        assert waits()
        of_the_demo.close()


def test_its_password_is_kept_in_a_form_that_sign_in_knows() -> None:
    kept = QuickHasher().encode("otter-lantern-meadow", "salt")
    assert QuickHasher().verify("otter-lantern-meadow", kept)
    assert not QuickHasher().verify("otter-lantern", kept)
