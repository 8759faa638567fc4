"""The closed list of kinds of entry, and the parts that each has (the ledger's format).

Standard library only. A code here is sealed for ever: none is renamed or used again.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Kind(StrEnum):
    """What an entry records."""

    GENESIS = "genesis"
    KEY = "key"
    INSPECTION = "inspection"
    RETENTION = "retention"
    DISPOSE = "dispose"
    RESTORE = "restore"
    CLOSE = "close"
    ANCHOR = "anchor"
    DECISION = "decision"
    REVIEW = "review"
    DISCLOSURE = "disclosure"
    RECEIPT = "receipt"
    ADDENDUM = "addendum"
    ADVICE = "advice"
    CONSENT = "consent"
    VISIT = "visit"
    CHANGE = "change"
    READS = "reads"
    AUDIT = "audit"


# The ledger's own entries: about the log itself, kept for ever, never withheld or disposed.
OWN = frozenset(
    {
        Kind.GENESIS,
        Kind.KEY,
        Kind.INSPECTION,
        Kind.RETENTION,
        Kind.DISPOSE,
        Kind.RESTORE,
        Kind.CLOSE,
    }
)
ABOUT_A_CHILD = frozenset(
    {
        Kind.DECISION,
        Kind.REVIEW,
        Kind.DISCLOSURE,
        Kind.RECEIPT,
        Kind.ADDENDUM,
        Kind.ADVICE,
        Kind.CONSENT,
    }
)
ABOUT_A_HOME = frozenset({Kind.VISIT, Kind.CHANGE})
BATCHES = frozenset({Kind.READS, Kind.AUDIT})

KEPT_FOR_EVER = 9999
MOST_IN_A_BATCH = 1000


def parts_fit(kind: Kind, names: Collection[str]) -> bool:
    """Whether `names` are exactly the parts of an entry of this kind, none more, none fewer."""
    if kind in BATCHES:
        return _are_numbered_from_zero(names)
    return set(names) == part_names(kind)


def part_names(kind: Kind) -> frozenset[str]:
    """The parts of a kind that is not a batch (a batch is numbered as it comes)."""
    if kind in OWN:
        return frozenset({kind.value})
    if kind in ABOUT_A_CHILD:
        return frozenset({"child", "facts", "guarded", "text"})
    if kind in ABOUT_A_HOME:
        return frozenset({"facts", "text"})
    return frozenset()


def _are_numbered_from_zero(names: Collection[str]) -> bool:
    numbered = [f"{number:04}" for number in range(len(names))]
    return 0 < len(names) <= MOST_IN_A_BATCH and sorted(names) == numbered


def part_that_seals_the_clock(names: Collection[str]) -> str | None:
    """The part that tells the clock's own reading when the log's time ran ahead of it."""
    if "facts" in names:
        return "facts"
    return min(names, default=None)
