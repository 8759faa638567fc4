"""Reading what is sealed, each part checked against the commitment in its entry.

This shows that a part is what its entry committed to. That the entry itself still stands where
the log's root says is what verification and kept checkpoints show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from infoshare.ledger import canonical, merkle
from infoshare.ledger.entry import commitment
from infoshare.ledger.models import Leaf, Part


class NoSuchEntry(LookupError):
    """The log has no entry of this number, or the entry no part of this name."""


class LedgerMismatch(Exception):
    """Stored bytes are not what was sealed. It carries the evidence.

    `part` is None when the entry itself does not fit; `expected` and `found` are hashes in hex
    (`found` is None where the bytes are gone).
    """

    def __init__(
        self, *, log: UUID, seq: int, part: str | None, expected: str | None, found: str | None
    ) -> None:
        self.log, self.seq, self.part = log, seq, part
        self.expected, self.found = expected, found
        what = f"part {part} of entry {seq}" if part else f"entry {seq}"
        super().__init__(f"{what} of log {log.hex} is not what was sealed")


def read_part(log: UUID, seq: int, name: str) -> dict[str, Any]:
    """The content of one part. Raises NoSuchEntry, LedgerMismatch."""
    return read_many(log, [seq], only=name)[seq][name]


def read_parts(log: UUID, seq: int) -> dict[str, dict[str, Any]]:
    """The contents of every part of an entry, by name. Raises NoSuchEntry, LedgerMismatch."""
    return read_many(log, [seq])[seq]


def read_many(
    log: UUID, seqs: Sequence[int], *, only: str | None = None
) -> dict[int, dict[str, dict[str, Any]]]:
    """The contents of the parts of many entries, by number and name, in two queries.

    `only` reads the part of that name alone. Raises NoSuchEntry, LedgerMismatch.
    """
    leaves = {leaf.seq: leaf for leaf in Leaf.objects.filter(log=log, seq__in=seqs)}
    named = {"name": only} if only else {}
    stored: dict[int, dict[str, Part]] = {seq: {} for seq in seqs}
    for part in Part.objects.filter(log=log, seq__in=seqs, **named):
        stored[part.seq][part.name] = part
    return {seq: _contents(log, seq, leaves.get(seq), stored[seq], only) for seq in seqs}


def _contents(
    log: UUID, seq: int, leaf: Leaf | None, parts: dict[str, Part], only: str | None
) -> dict[str, dict[str, Any]]:
    sealed = _commitments(log, seq, leaf)
    for slipped_in in sorted(set(parts) - set(sealed)):
        raise LedgerMismatch(log=log, seq=seq, part=slipped_in, expected=None, found=None)
    if only is not None:
        if only not in sealed:
            raise NoSuchEntry(f"entry {seq} of log {log.hex} has no part {only}")
        sealed = {only: sealed[only]}
    return {
        name: _opened(log, seq, name, expected, parts.get(name))
        for name, expected in sorted(sealed.items())
    }


def _commitments(log: UUID, seq: int, leaf: Leaf | None) -> dict[str, str]:
    """The commitments of an entry whose body fits its hash and its place."""
    if leaf is None:
        raise NoSuchEntry(f"log {log.hex} has no entry {seq}")
    data, expected = _stored(leaf.body) or b"", (_stored(leaf.hash) or b"").hex()
    found = merkle.leaf_hash(data).hex()
    if found == expected:
        match _document(data):
            case {"log": log.hex, "seq": int(place), "parts": dict(parts)} if place == seq:
                return parts
    raise LedgerMismatch(log=log, seq=seq, part=None, expected=expected, found=found)


def _opened(log: UUID, seq: int, name: str, expected: str, part: Part | None) -> dict[str, Any]:
    found = None
    salt, data = (_stored(part.salt), _stored(part.content)) if part else (None, None)
    if salt is not None and data is not None:
        found = commitment(salt, data).hex()
        document = _document(data)
        if found == expected and document is not None:
            return document
    raise LedgerMismatch(log=log, seq=seq, part=name, expected=expected, found=found)


def _stored(value: object) -> bytes | None:
    """Stored bytes; none where they are gone, or text or a number was put in their place."""
    return bytes(value) if isinstance(value, bytes | memoryview) else None


def _document(data: bytes) -> dict[str, Any] | None:
    try:
        return canonical.read(data)
    except canonical.NotCanonical:
        return None
