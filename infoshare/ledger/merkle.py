"""The Merkle tree of a log (RFC 9162, section 2.1): hashes of entries, and the root over them.

The frontier is all that appending needs: the roots of the full subtrees, largest first, one for
each bit of the size that is set. Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

HASH_SIZE = 32


def leaf_hash(body: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def extended(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The frontier after the leaf numbered `size` is appended to `size` leaves."""
    roots = list(frontier)
    # Each low bit that is set is a full subtree of the size just reached: join them.
    while size & 1:
        leaf = node_hash(roots.pop(), leaf)
        size >>= 1
    return [*roots, leaf]


def root(frontier: Sequence[bytes]) -> bytes:
    """The root over all leaves of a frontier; ValueError when there are none."""
    if not frontier:
        raise ValueError("a log without entries has no root")
    *larger, found = frontier
    for left in reversed(larger):
        found = node_hash(left, found)
    return found


def pack(frontier: Sequence[bytes]) -> bytes:
    """A frontier as the head keeps it: hashes end to end, largest subtree first."""
    return b"".join(frontier)


def unpack(data: bytes, size: int) -> list[bytes]:
    """The frontier of a log of `size` entries; ValueError when the bytes do not fit the size."""
    if len(data) != HASH_SIZE * size.bit_count():
        raise ValueError(f"{len(data)} bytes are not the frontier of {size} entries")
    return [data[start : start + HASH_SIZE] for start in range(0, len(data), HASH_SIZE)]
