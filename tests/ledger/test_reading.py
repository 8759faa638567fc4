"""Reading what is sealed, and noticing when it is not what was sealed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from infoshare.ledger import canonical, entry, merkle
from infoshare.ledger.append import append
from infoshare.ledger.models import Leaf, Part
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry, read_part, read_parts
from tests.ledger.conftest import MakeEntry
from tests.triggers import triggers_lifted

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def ref(log: UUID, make_entry: MakeEntry) -> UUID:
    """The ref of entry 1, a decision."""
    [leaf] = append([make_entry(log)], now=NOON)
    return leaf.ref


@contextmanager
def owning_the_database() -> Iterator[None]:
    """Take the triggers off, as whoever owns the database can."""
    # PostgreSQL wants the checks that wait for the commit to be done before it alters a table.
    connection.check_constraints()
    with triggers_lifted(connection):
        yield
        connection.check_constraints()


def as_owner(table: str, log: UUID, seq: int, name: str = "", **columns: Any) -> None:
    """Change a row as somebody who owns the database can."""
    model = {"leaf": Leaf, "part": Part}[table]
    rows = model._base_manager.filter(log=log, seq=seq)
    sql = f"UPDATE {model._meta.db_table} SET {', '.join(f'{column} = %s' for column in columns)}"
    where = " WHERE log = %s AND seq = %s" + (" AND name = %s" if name else "")
    place = [log if connection.features.has_native_uuid_field else log.hex, seq]
    assert rows.exists()
    with owning_the_database(), connection.cursor() as cursor:
        cursor.execute(sql + where, [*columns.values(), *place, *([name] if name else [])])
        assert cursor.rowcount == 1


def test_it_reads_one_part(log: UUID, ref: UUID) -> None:
    assert read_part(log, 1, "facts") == {
        "items": 2,
        "outcome": "shared",
        "part": "facts",
        "ref": ref.hex,
        "schema": 1,
    }


def test_it_reads_every_part(log: UUID, ref: UUID) -> None:
    parts = read_parts(log, 1)
    assert list(parts) == ["child", "facts", "guarded", "text"]
    assert all(parts[name] == read_part(log, 1, name) for name in parts)


def test_what_is_not_there_is_said_to_be_not_there(log: UUID, ref: UUID) -> None:
    for place in [(uuid4(), 1, "facts"), (log, 2, "facts"), (log, 1, "genesis")]:
        with pytest.raises(NoSuchEntry):
            read_part(*place)
    with pytest.raises(NoSuchEntry):
        read_parts(log, 2)


def test_a_changed_word_is_noticed_and_the_evidence_kept(log: UUID, ref: UUID) -> None:
    part = Part.objects.get(log=log, seq=1, name="text")
    changed = bytes(part.content or b"").replace(b"help", b"food")
    as_owner("part", log, 1, "text", content=changed)
    with pytest.raises(LedgerMismatch, match="part text of entry 1") as noticed:
        read_part(log, 1, "text")
    sealed = canonical.read(bytes(Leaf.objects.get(log=log, seq=1).body))["parts"]["text"]
    found = entry.commitment(bytes(part.salt or b""), changed).hex()
    evidence = noticed.value
    assert (evidence.log, evidence.seq, evidence.part) == (log, 1, "text")
    assert (evidence.expected, evidence.found) == (sealed, found)
    with pytest.raises(LedgerMismatch):
        read_parts(log, 1)
    assert read_part(log, 1, "facts")["outcome"] == "shared"


def test_a_changed_salt_is_noticed(log: UUID, ref: UUID) -> None:
    as_owner("part", log, 1, "text", salt=bytes(32))
    with pytest.raises(LedgerMismatch):
        read_part(log, 1, "text")


def test_an_emptied_part_is_noticed(log: UUID, ref: UUID) -> None:
    as_owner("part", log, 1, "text", salt=None, content=None)
    with pytest.raises(LedgerMismatch) as noticed:
        read_part(log, 1, "text")
    assert noticed.value.found is None


def test_a_removed_part_is_noticed(log: UUID, ref: UUID) -> None:
    with owning_the_database():
        Part._base_manager.filter(log=log, seq=1, name="text")._raw_delete("default")
    with pytest.raises(LedgerMismatch, match="part text"):
        read_parts(log, 1)
    with pytest.raises(LedgerMismatch, match="part text"):
        read_part(log, 1, "text")


def test_a_part_slipped_in_is_noticed(log: UUID, ref: UUID) -> None:
    Part.objects.create(log=log, seq=1, name="more", salt=bytes(32), content=b"{}")
    with pytest.raises(LedgerMismatch, match="part more"):
        read_parts(log, 1)


def test_a_changed_entry_is_noticed(log: UUID, ref: UUID) -> None:
    body = bytes(Leaf.objects.get(log=log, seq=1).body)
    as_owner("leaf", log, 1, body=body.replace(b"2092", b"2091"))
    with pytest.raises(LedgerMismatch, match=r"^entry 1 of log") as noticed:
        read_part(log, 1, "facts")
    assert noticed.value.part is None
    assert noticed.value.expected == merkle.leaf_hash(body).hex()


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda body: body.replace(b'"seq":1', b'"seq":2'),
        lambda body: body.replace(b'"log":"', b'"gol":"'),
        lambda body: body.replace(b'"v":1', b'"v": 1'),
        lambda body: b"{}",
    ],
)
def test_an_entry_rewritten_with_its_hash_must_still_fit_its_place(
    log: UUID, ref: UUID, rewritten: Callable[[bytes], bytes]
) -> None:
    body = rewritten(bytes(Leaf.objects.get(log=log, seq=1).body))
    as_owner("leaf", log, 1, body=body, hash=merkle.leaf_hash(body))
    with pytest.raises(LedgerMismatch):
        read_parts(log, 1)


def test_a_part_rewritten_with_its_entry_must_still_be_canonical(log: UUID, ref: UUID) -> None:
    part = Part.objects.get(log=log, seq=1, name="text")
    salt, old = bytes(part.salt or b""), bytes(part.content or b"")
    new = old + b"\n"
    commitments = [entry.commitment(salt, data).hex().encode() for data in (old, new)]
    body = bytes(Leaf.objects.get(log=log, seq=1).body).replace(*commitments)
    as_owner("part", log, 1, "text", content=new)
    as_owner("leaf", log, 1, body=body, hash=merkle.leaf_hash(body))
    with pytest.raises(LedgerMismatch):
        read_part(log, 1, "text")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps bytes as bytes alone")
@pytest.mark.parametrize(
    ("table", "column", "damage"),
    [
        ("part", "content", "text"),
        ("part", "content", 10**15),
        ("part", "salt", "x" * 32),
        ("leaf", "body", "text"),
        ("leaf", "body", 10**15),
        ("leaf", "hash", "x" * 32),
    ],
)
def test_text_or_a_number_in_the_place_of_bytes_is_a_mismatch(
    log: UUID, ref: UUID, table: str, column: str, damage: Any
) -> None:
    name = "facts" if table == "part" else ""
    as_owner(table, log, 1, name, **{column: damage})
    with pytest.raises(LedgerMismatch):
        read_part(log, 1, "facts")
