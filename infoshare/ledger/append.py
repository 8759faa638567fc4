"""Appending to logs, inside the transaction that saves what is recorded.

One call a transaction, near its end: append, then the sealed rows that take their columns from
the leaves, then commit. A log stays locked from here to the commit; two calls in one transaction
could lock two logs in the wrong order and wait for each other for ever.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from infoshare.common import clock
from infoshare.ledger import merkle
from infoshare.ledger.entry import SALT_SIZE, EntryRefused, body, commitment, content
from infoshare.ledger.kinds import OWN, Kind, part_that_seals_the_clock
from infoshare.ledger.models import Head, Leaf, Part

# Beyond this the clock's own reading is sealed beside the time that the log had to keep to.
MOST_A_CLOCK_LAGS_UNSAID = timedelta(seconds=60)
LOCK_TIMEOUT = "2s"


class NotInTransaction(RuntimeError):
    """The ledger was asked to append outside the transaction that saves the record."""


class UnknownLog(LookupError):
    """There is no log of this name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to append: `contents` gives each part of the kind, by name.

    `keep` is the year before whose 1 January nothing of it is destroyed; `ref` is the id of
    the sealed row; `part`, `ref` and `schema` are added to every content.
    """

    log: UUID
    kind: Kind
    ref: UUID
    keep: int
    contents: Mapping[str, Mapping[str, object]]
    schema: int = 1


class Appended(NamedTuple):
    """Where an entry stands in its log, and when."""

    log: UUID
    seq: int
    hash: bytes
    at: datetime
    ref: UUID

    def columns(self) -> dict[str, Any]:
        """What a `Sealed` row takes from its leaf: `Review.objects.create(**leaf.columns(), …)`."""
        return {"id": self.ref, "log": self.log, "seq": self.seq, "recorded_at": self.at}


def append(entries: Sequence[Entry], *, now: datetime | None = None) -> list[Appended]:
    """Append entries, each to its log, and say where they stand, in the order given.

    `now` is the clock's reading (the clock's own when left out). On PostgreSQL a log that
    somebody else holds for over two seconds raises OperationalError; the caller may try once more.
    Raises NotInTransaction, UnknownLog, EntryRefused, canonical.NotCanonical, and IntegrityError
    for a `ref` that its log already has.
    """
    for entry in entries:
        if entry.kind in OWN or entry.kind is Kind.ANCHOR:
            raise EntryRefused(f"entries of kind {entry.kind.value} are the ledger's own to write")
    return append_any_kind(entries, now=now)


def append_any_kind(entries: Sequence[Entry], *, now: datetime | None = None) -> list[Appended]:
    """As `append`, without the rule that the ledger's own kinds are not for callers."""
    demand_transaction()
    ends = _locked_ends({entry.log for entry in entries})
    reading = now or clock.now()
    leaves: list[Leaf] = []
    parts: list[Part] = []
    for entry in entries:
        leaf, its_parts = ends[entry.log].written(entry, reading)
        leaves.append(leaf)
        parts.extend(its_parts)
    Leaf.objects.bulk_create(leaves)
    Part.objects.bulk_create(parts)
    for log, end in ends.items():
        Head.objects.filter(log=log).update(
            size=end.size, last_at=end.last_at, frontier=merkle.pack(end.frontier)
        )
    return [Appended(leaf.log, leaf.seq, bytes(leaf.hash), leaf.at, leaf.ref) for leaf in leaves]


def demand_transaction() -> None:
    """Raise NotInTransaction outside transaction.atomic: record and leaf are saved together."""
    if not connection.in_atomic_block:
        raise NotInTransaction("append to the ledger inside transaction.atomic, with the record")


@dataclass(slots=True)
class _End:
    """The end of a locked log, moving on with each entry written."""

    size: int
    last_at: datetime
    frontier: list[bytes]

    def written(self, entry: Entry, reading: datetime) -> tuple[Leaf, list[Part]]:
        at = max(reading, self.last_at)
        sealed = _sealed_parts(entry, self._reading_to_seal(reading))
        line = body(
            at=at,
            keep=entry.keep,
            kind=entry.kind,
            log=entry.log,
            parts={name: commitment(salt, data) for name, (salt, data) in sealed.items()},
            ref=entry.ref,
            seq=self.size,
        )
        digest = merkle.leaf_hash(line)
        leaf = Leaf(
            log=entry.log,
            seq=self.size,
            kind=entry.kind,
            at=at,
            keep=entry.keep,
            ref=entry.ref,
            body=line,
            hash=digest,
        )
        self.frontier = merkle.extended(self.frontier, self.size, digest)
        self.size, self.last_at = self.size + 1, at
        return leaf, [
            Part(log=leaf.log, seq=leaf.seq, name=name, salt=salt, content=data)
            for name, (salt, data) in sealed.items()
        ]

    def _reading_to_seal(self, reading: datetime) -> datetime | None:
        return reading if self.last_at - reading > MOST_A_CLOCK_LAGS_UNSAID else None


def _sealed_parts(entry: Entry, reading: datetime | None) -> dict[str, tuple[bytes, bytes]]:
    """Salt and content of each part."""
    clocked = part_that_seals_the_clock(entry.contents) if reading else None
    return {
        name: (
            secrets.token_bytes(SALT_SIZE),
            content(
                document,
                part=name,
                ref=entry.ref,
                schema=entry.schema,
                clock=reading if name == clocked else None,
            ),
        )
        for name, document in entry.contents.items()
    }


def _locked_ends(logs: set[UUID]) -> dict[UUID, _End]:
    """The ends of these logs, locked until the transaction ends, in ascending order."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    heads = Head.objects.select_for_update(no_key=True).filter(log__in=logs).order_by("log")
    ends = {
        head.log: _End(head.size, head.last_at, merkle.unpack(bytes(head.frontier), head.size))
        for head in heads
    }
    for log in logs - set(ends):
        raise UnknownLog(f"there is no log {log.hex}")
    return ends
