"""The format's published values: the same bytes, for ever."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from infoshare.ledger import canonical, entry, merkle
from infoshare.ledger.kinds import Kind

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
LOG = VECTORS["log"]


def test_the_commitment() -> None:
    given = VECTORS["commitment"]
    data = entry.content({}, part="text", ref=UUID(int=2))
    assert data == given["content"].encode()
    assert entry.commitment(bytes.fromhex(given["salt"]), data).hex() == given["commitment"]


def test_the_leaf() -> None:
    data = entry.body(
        at=datetime.fromisoformat("2033-01-05T23:59:00Z"),
        keep=9999,
        kind=Kind.ANCHOR,
        log=UUID("00112233445566778899aabbccddeeff"),
        parts={},
        ref=UUID(int=7),
        seq=6,
    )
    assert data == VECTORS["leaf"]["body"].encode()
    assert merkle.leaf_hash(data).hex() == VECTORS["leaf"]["hash"]


@pytest.mark.parametrize("part", LOG["parts"], ids=lambda part: f"{part['seq']} {part['name']}")
def test_every_part_of_the_log(part: dict[str, Any]) -> None:
    content = part["content"].encode()
    document = canonical.read(content)
    ref, schema = UUID(document.pop("ref")), document.pop("schema")
    assert document.pop("part") == part["name"]
    assert entry.content(document, part=part["name"], ref=ref, schema=schema) == content
    body = canonical.read(LOG["bodies"][part["seq"]].encode())
    commitment = entry.commitment(bytes.fromhex(part["salt"]), content)
    assert commitment.hex() == body["parts"][part["name"]]


@pytest.mark.parametrize("seq", range(7))
def test_every_entry_of_the_log(seq: int) -> None:
    given = canonical.read(LOG["bodies"][seq].encode())
    data = entry.body(
        at=datetime.fromisoformat(given["at"]),
        keep=given["keep"],
        kind=Kind(given["kind"]),
        log=UUID(given["log"]),
        parts={name: bytes.fromhex(value) for name, value in given["parts"].items()},
        ref=UUID(given["ref"]),
        seq=seq,
    )
    assert data == LOG["bodies"][seq].encode()
    assert merkle.leaf_hash(data).hex() == LOG["hashes"][seq]


def test_every_root_and_the_frontier_of_the_log() -> None:
    frontier: list[bytes] = []
    for size, leaf in enumerate(LOG["hashes"]):
        frontier = merkle.extended(frontier, size, bytes.fromhex(leaf))
        assert merkle.root(frontier).hex() == LOG["roots"][str(size + 1)]
    assert merkle.pack(frontier).hex() == LOG["frontier"]
