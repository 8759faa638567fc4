"""Appending to a log."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from infoshare.common import clock
from infoshare.ledger import canonical, entry, merkle
from infoshare.ledger.append import Entry, NotInTransaction, UnknownLog, append
from infoshare.ledger.entry import EntryRefused
from infoshare.ledger.kinds import Kind
from infoshare.ledger.models import Head, Leaf, Part
from tests.ledger.conftest import OPENED, MakeEntry

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def stored(log: UUID, seq: int) -> dict[str, Any]:
    return canonical.read(bytes(Leaf.objects.get(log=log, seq=seq).body))


def contents(log: UUID, seq: int) -> dict[str, dict[str, Any]]:
    parts = Part.objects.filter(log=log, seq=seq)
    return {part.name: canonical.read(bytes(part.content or b"")) for part in parts}


def test_it_says_where_the_entry_stands(log: UUID, make_entry: MakeEntry) -> None:
    given = make_entry(log)
    [leaf] = append([given], now=NOON)
    assert (leaf.log, leaf.seq, leaf.at, leaf.ref) == (log, 1, NOON, given.ref)
    assert leaf.columns() == {"id": given.ref, "log": log, "seq": 1, "recorded_at": NOON}
    assert leaf.hash == bytes(Leaf.objects.get(log=log, seq=1).hash)


def test_it_stores_the_body_that_the_format_asks_for(log: UUID, make_entry: MakeEntry) -> None:
    given = make_entry(log)
    append([given], now=NOON)
    row = Leaf.objects.get(log=log, seq=1)
    parts = {
        part.name: entry.commitment(bytes(part.salt or b""), bytes(part.content or b""))
        for part in Part.objects.filter(log=log, seq=1)
    }
    expected = entry.body(
        at=NOON, keep=2092, kind=Kind.DECISION, log=log, parts=parts, ref=given.ref, seq=1
    )
    assert bytes(row.body) == expected
    assert bytes(row.hash) == merkle.leaf_hash(expected)
    assert (row.kind, row.at, row.keep, row.ref) == ("decision", NOON, 2092, given.ref)


def test_each_content_is_what_was_given_and_names_itself(log: UUID, make_entry: MakeEntry) -> None:
    given = make_entry(log, schema=4)
    append([given], now=NOON)
    own = {"ref": given.ref.hex, "schema": 4}
    assert contents(log, 1) == {
        "child": {"name": "Zoë Invented", "part": "child", **own},
        "facts": {"outcome": "shared", "items": 2, "part": "facts", **own},
        "guarded": {"part": "guarded", **own},
        "text": {"reasons": "She asked for help.", "part": "text", **own},
    }


def test_every_part_has_a_salt_of_its_own(log: UUID, make_entry: MakeEntry) -> None:
    append([make_entry(log), make_entry(log)], now=NOON)
    salts = [bytes(part.salt or b"") for part in Part.objects.filter(log=log)]
    assert {len(salt) for salt in salts} == {32}
    assert len(set(salts)) == len(salts) == 9


def test_the_head_follows(log: UUID, make_entry: MakeEntry) -> None:
    for _ in range(6):
        append([make_entry(log)], now=NOON)
    head = Head.objects.get(log=log)
    frontier: list[bytes] = []
    for leaf in Leaf.objects.filter(log=log).order_by("seq"):
        frontier = merkle.extended(frontier, leaf.seq, bytes(leaf.hash))
    assert (head.size, head.last_at) == (7, NOON)
    assert bytes(head.frontier) == merkle.pack(frontier)


def test_entries_of_several_logs_come_back_in_the_order_given(
    new_log: Callable[[], UUID], make_entry: MakeEntry
) -> None:
    logs = sorted((new_log() for _ in range(3)), reverse=True)
    given = [make_entry(log) for log in [*logs, *logs]]
    leaves = append(given, now=NOON)
    assert [leaf.ref for leaf in leaves] == [one.ref for one in given]
    assert [leaf.seq for leaf in leaves] == [1, 1, 1, 2, 2, 2]
    assert [leaf.log for leaf in leaves] == [*logs, *logs]


def test_logs_are_locked_in_ascending_order(
    new_log: Callable[[], UUID], make_entry: MakeEntry
) -> None:
    logs = [new_log(), new_log()]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        append([make_entry(log) for log in logs], now=NOON)
    [locking] = [q["sql"] for q in queries if q["sql"].startswith('SELECT "ledger_head"')]
    assert 'ORDER BY "ledger_head"."log" ASC' in locking
    if connection.vendor == "postgresql":
        assert locking.endswith("FOR NO KEY UPDATE")
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("2s",)


def test_nothing_given_is_nothing_done(log: UUID) -> None:
    assert append([]) == []
    assert Head.objects.get(log=log).size == 1


def test_a_batch_is_sealed_as_one_entry(log: UUID, make_entry: MakeEntry) -> None:
    reads = {f"{number:04}": {"who": "Asha"} for number in range(1000)}
    append([make_entry(log, kind=Kind.READS, contents=reads, keep=2032)], now=NOON)
    assert len(contents(log, 1)) == 1000


def test_it_reads_the_clock_when_no_time_is_given(log: UUID, make_entry: MakeEntry) -> None:
    with clock.at(NOON):
        [leaf] = append([make_entry(log)])
    assert leaf.at == NOON


def test_time_never_runs_backwards(log: UUID, make_entry: MakeEntry) -> None:
    [leaf] = append([make_entry(log)], now=OPENED - timedelta(seconds=60))
    assert leaf.at == OPENED
    assert "clock" not in contents(log, 1)["facts"]


def test_a_clock_over_a_minute_behind_is_sealed_too(log: UUID, make_entry: MakeEntry) -> None:
    late = OPENED - timedelta(seconds=60, microseconds=1)
    reads = make_entry(log, kind=Kind.READS, contents={"0000": {}, "0001": {}})
    leaves = append([make_entry(log), reads], now=late)
    assert [leaf.at for leaf in leaves] == [OPENED, OPENED]
    told = {name: content.get("clock") for name, content in contents(log, 1).items()}
    assert told == {
        "child": None,
        "facts": "2026-03-01T08:58:59.999999Z",
        "guarded": None,
        "text": None,
    }
    assert contents(log, 2)["0000"]["clock"] == "2026-03-01T08:58:59.999999Z"
    assert "clock" not in contents(log, 2)["0001"]


def test_a_log_that_is_not_there_is_refused(log: UUID, make_entry: MakeEntry) -> None:
    stranger = uuid4()
    with pytest.raises(UnknownLog, match=stranger.hex):
        append([make_entry(log), make_entry(stranger)], now=NOON)


@pytest.mark.parametrize(
    "kind", ["genesis", "key", "inspection", "retention", "dispose", "restore", "close", "anchor"]
)
def test_the_ledgers_own_kinds_are_not_for_callers(
    log: UUID, make_entry: MakeEntry, kind: str
) -> None:
    with pytest.raises(EntryRefused, match="ledger's own"):
        append([make_entry(log, kind=Kind(kind), contents={}, keep=9999)], now=NOON)


def test_a_ref_stands_once_in_a_log_and_nothing_is_half_saved(
    log: UUID, make_entry: MakeEntry
) -> None:
    given = make_entry(log)
    append([given], now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        append([make_entry(log), given], now=NOON)
    assert Head.objects.get(log=log).size == Leaf.objects.filter(log=log).count() == 2


def test_what_the_format_refuses_leaves_no_trace(log: UUID, make_entry: MakeEntry) -> None:
    bad = make_entry(log, contents={"child": {}, "facts": {}, "guarded": {}, "text": {"a": "\x00"}})
    with pytest.raises(EntryRefused):
        append([make_entry(log), bad], now=NOON)
    assert Head.objects.get(log=log).size == Leaf.objects.filter(log=log).count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_outside_a_transaction(make_entry: MakeEntry) -> None:
    with pytest.raises(NotInTransaction, match=r"inside transaction\.atomic"):
        append([make_entry(uuid4())], now=NOON)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_appended(log: UUID, make_entry: MakeEntry) -> None:
    with transaction.atomic():
        append([make_entry(log)], now=NOON)
        transaction.set_rollback(True)
    assert not Leaf.objects.filter(log=log, seq=1).exists()
    with transaction.atomic():
        [leaf] = append([make_entry(log)], now=NOON)
    assert leaf.seq == 1


def test_an_entry_cannot_be_altered_on_the_way() -> None:
    given = Entry(uuid4(), Kind.VISIT, uuid4(), 2040, {"facts": {}, "text": {}})
    with pytest.raises(AttributeError):
        given.keep = 2000  # type: ignore[misc]
