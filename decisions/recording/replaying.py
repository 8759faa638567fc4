"""Sealed records assessed again, many at a time. It reads and never writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import DatabaseError, connection
from django.db.models import QuerySet

from decisions.models import SharingDecision
from decisions.policy.replay import Replayed, replay
from decisions.recording.reading import Parts, decision_from, read_rows
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry

BATCH = 200
# What stored bytes that are damaged can raise: what they seal is checked; a moment or an id beside
# them may be none (ValueError, TypeError); text may be none that the database can hand out.
UNREADABLE = (LedgerMismatch, NoSuchEntry, TypeError, ValueError, DatabaseError)


@dataclass(frozen=True)
class RecordReplayed:
    """A record by its code, and how it went; `replayed` is none where it cannot be read."""

    code: str
    replayed: Replayed | None

    @property
    def differs(self) -> bool:
        return self.replayed is not None and self.replayed.differs


def replay_records(
    records: QuerySet[SharingDecision], *, version: str, on: date | None = None
) -> Iterator[RecordReplayed]:
    """Each record assessed again, oldest first. Raises UnknownRuleSet."""
    # The sealed bytes are what is read: no other column of a record can stand in the way.
    needed = records.only("pk", "code", "log", "seq")
    rows = needed.order_by("recorded_at", "log", "seq").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        for row, parts in _read(batch):
            yield RecordReplayed(row.code, _replayed(parts, version, on))


def _read(batch: list[SharingDecision]) -> Iterator[tuple[SharingDecision, Parts | None]]:
    """All at once; one by one where the bytes of one of them are not what was sealed."""
    try:
        found = read_rows(batch)
    except UNREADABLE as damage:
        if isinstance(damage, DatabaseError) and not connection.is_usable():
            raise
        if len(batch) == 1:
            yield batch[0], None
            return
        for row in batch:
            yield from _read([row])
    else:
        for row in batch:
            yield row, found[row.pk]


def _replayed(parts: Parts | None, version: str, on: date | None) -> Replayed | None:
    if parts is None:
        return None
    try:
        sealed = decision_from(parts)
    except (AttributeError, LookupError, TypeError, ValueError):
        # Sealed in a form that this program does not read.
        return None
    return replay(sealed.answers, sealed.circumstances, sealed.assessment, version=version, on=on)
