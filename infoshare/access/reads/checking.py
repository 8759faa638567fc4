"""Comparing what is written of reads with what was sealed of them."""

from __future__ import annotations

from infoshare.access.reads.batches import sealed_content
from infoshare.access.reads.models import ReadBatch, ReadEntry
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry, read_parts

# What the ledger adds to each part of its own.
_OF_THE_LEDGER = frozenset({"part", "ref", "schema", "clock"})


def faults_in(batch: ReadBatch) -> list[str]:
    """What is wrong with the reads of a batch, one line for each; ids only."""
    try:
        parts = read_parts(batch.log, batch.seq)
    except (LedgerMismatch, NoSuchEntry):
        return [f"batch {batch.pk} is not in the ledger as it was sealed"]
    sealed = {content["read"]: _own(content) for content in parts.values()}
    there = {
        one.pk: sealed_content(one)
        for one in ReadEntry.objects.filter(
            home=batch.home_id, pk__gte=batch.first, pk__lte=batch.last
        )
    }
    return [
        *(f"read {pk} was taken away" for pk in sorted(set(sealed) - set(there))),
        *(f"read {pk} was slipped in" for pk in sorted(set(there) - set(sealed))),
        *(
            f"read {pk} was changed"
            for pk in sorted(set(there) & set(sealed))
            if there[pk] != sealed[pk]
        ),
    ]


def _own(content: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in content.items() if key not in _OF_THE_LEDGER}
