"""Where a log ended at some moment: how many entries it had, and the one hash over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infoshare.ledger.merkle import extended, root, unpack
from infoshare.ledger.models import Head, Leaf


@dataclass(frozen=True)
class HeadThen:
    """Whoever keeps both can show later whether an entry of that time was changed or taken away."""

    size: int
    root: str


def head_at(log: UUID, moment: datetime) -> HeadThen:
    """The head of the log as it was at `moment`: later entries do not count.

    Raises ValueError for a moment before the log was opened.
    """
    head = Head.objects.get(log=log)
    if head.last_at <= moment:
        return HeadThen(head.size, root(unpack(bytes(head.frontier), head.size)).hex())
    frontier: list[bytes] = []
    size = 0
    then = Leaf.objects.filter(log=log, at__lte=moment).order_by("seq")
    for leaf in then.values_list("hash", flat=True).iterator():
        frontier = extended(frontier, size, bytes(leaf))
        size += 1
    return HeadThen(size, root(frontier).hex())
