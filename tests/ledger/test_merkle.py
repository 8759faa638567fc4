"""The tree over a log's entries."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from infoshare.ledger import merkle


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word: split at the largest power of two below n."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = naive_root(leaves[:split]), naive_root(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


LEAVES = [merkle.leaf_hash(str(number).encode()) for number in range(300)]


def test_the_frontier_gives_the_root_at_every_size_to_three_hundred() -> None:
    frontier: list[bytes] = []
    for size, leaf in enumerate(LEAVES):
        frontier = merkle.extended(frontier, size, leaf)
        assert merkle.root(frontier) == naive_root(LEAVES[: size + 1])
        assert len(frontier) == (size + 1).bit_count()
        assert merkle.unpack(merkle.pack(frontier), size + 1) == frontier


def test_extending_leaves_the_old_frontier_as_it_was() -> None:
    before = merkle.extended([], 0, LEAVES[0])
    merkle.extended(before, 1, LEAVES[1])
    assert before == [LEAVES[0]]


def test_a_leaf_and_a_node_over_the_same_bytes_differ() -> None:
    left, right = LEAVES[:2]
    assert merkle.leaf_hash(left + right) == sha256(b"\x00" + left + right).digest()
    assert merkle.node_hash(left, right) == sha256(b"\x01" + left + right).digest()


def test_a_log_without_entries_has_no_root() -> None:
    with pytest.raises(ValueError, match="no root"):
        merkle.root([])


def test_an_empty_frontier_unpacks_to_nothing() -> None:
    assert merkle.unpack(b"", 0) == []


@pytest.mark.parametrize(("length", "size"), [(32, 0), (0, 1), (31, 1), (64, 4), (32, 3)])
def test_a_frontier_that_does_not_fit_its_size_is_refused(length: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"frontier of {size} entries"):
        merkle.unpack(bytes(length), size)
