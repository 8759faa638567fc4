"""One entry of a log: the content of its parts, their commitments, and its body.

Bytes are written here once and never again. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from infoshare.ledger import canonical
from infoshare.ledger.kinds import KEPT_FOR_EVER, OWN, Kind, parts_fit

VERSION = 1
SALT_SIZE = 32
LARGEST_BODY = 128 * 1024
LARGEST_CONTENT = 1024 * 1024
EARLIEST_KEEP = 2000

# Added by the ledger itself; a caller's content may not bring them.
RESERVED = frozenset({"part", "ref", "schema", "clock"})

# Controls other than LF and TAB, and the marks that turn the direction of reading.
_REFUSED_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class EntryRefused(ValueError):
    """An entry that the ledger's format does not allow. The message never quotes a value."""


def time_text(at: datetime) -> str:
    """A moment as the ledger writes it; EntryRefused for one without a time zone."""
    if at.tzinfo is None:
        raise EntryRefused("a moment without a time zone cannot be sealed")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def commitment(salt: bytes, content: bytes) -> bytes:
    """What the entry keeps of a part for ever, also when the part is lawfully destroyed."""
    return sha256(b"\x02" + salt + content).digest()


def content(
    document: Mapping[str, object],
    *,
    part: str,
    ref: UUID,
    schema: int = 1,
    clock: datetime | None = None,
) -> bytes:
    """The bytes of one part: the document with its name, its entry's ref and its schema.

    `clock` is the clock's own reading, sealed when the entry's time had to run ahead of it.
    Raises EntryRefused or canonical.NotCanonical.
    """
    if RESERVED & set(document):
        raise EntryRefused(f"part {part} brings a key that the ledger writes itself")
    if schema < 1:
        raise EntryRefused(f"part {part} needs a schema number from 1")
    own: dict[str, object] = {"part": part, "ref": ref.hex, "schema": schema}
    if clock is not None:
        own["clock"] = time_text(clock)
    data = canonical.write({**document, **own})
    _refuse_unreadable_text(document, part)
    if len(data) > LARGEST_CONTENT:
        raise EntryRefused(f"part {part} is larger than 1 MiB")
    return data


def body(
    *,
    at: datetime,
    keep: int,
    kind: Kind,
    log: UUID,
    parts: Mapping[str, bytes],
    ref: UUID,
    seq: int,
) -> bytes:
    """The bytes whose hash is the leaf; `parts` gives the commitment of each part.

    Raises EntryRefused when the kind, its parts or its year to keep do not fit.
    """
    if not parts_fit(kind, parts):
        raise EntryRefused(f"an entry of kind {kind.value} has not these parts")
    if not EARLIEST_KEEP <= keep <= KEPT_FOR_EVER:
        raise EntryRefused(f"the year to keep is from {EARLIEST_KEEP} to {KEPT_FOR_EVER}")
    if keep != KEPT_FOR_EVER and (kind in OWN or kind is Kind.ANCHOR):
        raise EntryRefused(f"an entry of kind {kind.value} is kept for ever")
    data = canonical.write(
        {
            "at": time_text(at),
            "keep": keep,
            "kind": kind.value,
            "log": log.hex,
            "parts": {name: value.hex() for name, value in parts.items()},
            "ref": ref.hex,
            "seq": seq,
            "v": VERSION,
        }
    )
    if len(data) > LARGEST_BODY:
        raise EntryRefused("the entry's body is larger than 128 KiB")
    return data


def _refuse_unreadable_text(value: object, place: str) -> None:
    if isinstance(value, str):
        if _REFUSED_TEXT.search(value):
            raise EntryRefused(f"{place} holds a character that cannot be seen or turns the text")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _refuse_unreadable_text(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            _refuse_unreadable_text(inner, f"{place}[{index}]")
