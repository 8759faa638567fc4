"""What a visitor was shown during a visit, as both sides hold it in their hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from children.models import Child
from decisions.models import SharingDecision
from infoshare.access.reads.models import ReadEntry
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.models import User, Visit

COLUMNS = ("When", "Page", "Children", "Records")
# What was read under a name of its own; anything else is called by what it holds.
_PAGES = {
    "children": "The list of children",
    "child": "A child’s page",
    "consents": "A child’s consents",
    "wishes": "What a child and the family want",
    "register": "The list of records",
    "record": "A record",
    "shares-under": "What was shared under a record",
    "visit-receipt": "This receipt",
}
_RECORD = "sharingdecision"


@dataclass(frozen=True)
class Known:
    """What the reader of a receipt may see by name."""

    children: dict[UUID, Child]
    records: dict[UUID, SharingDecision]


@dataclass(frozen=True)
class Receipt:
    """The lines, and what stands on them by name: reading a receipt is a read too."""

    rows: list[list[Any]]
    known: Known


def receipt_of(visit: Visit, reader: User) -> Receipt:
    """A line for each page that was shown, the oldest first.

    Whoever may not see a record learns nothing of it from here: not that it was read either.
    """
    reads = list(ReadEntry.objects.filter(visit=visit).order_by("pk"))
    known = _known(reads, reader)
    shown = (one for one in reads if not _tells_of_what_is_hidden(one, known))
    return Receipt([_cells(one, known) for one in shown], known)


def _known(reads: Iterable[ReadEntry], reader: User) -> Known:
    children = {pk for one in reads for pk in one.child_ids}
    records = {pk for one in reads for pk in _records_on(one)}
    seen = SharingDecision.objects.opened_by(reader).filter(pk__in=records)
    named = Child.objects.visible_to(reader).filter(pk__in=children)
    return Known({child.pk: child for child in named}, {one.pk: one for one in seen})


def _records_on(read: ReadEntry) -> list[UUID]:
    return [UUID(hex=one) for one in read.objects_shown.get(_RECORD, [])]


def _tells_of_what_is_hidden(read: ReadEntry, known: Known) -> bool:
    """Is it the page of one record, or of its parts, that the reader may not see?"""
    records = _records_on(read)
    return bool(records) and known.records.keys().isdisjoint(records)


def _cells(read: ReadEntry, known: Known) -> list[Any]:
    named = [known.children[pk].initials for pk in read.child_ids if pk in known.children]
    codes = [known.records[pk].code for pk in _records_on(read) if pk in known.records]
    elsewhere = len(read.child_ids) - len(named)
    return [
        moment_in_words(read.at),
        _PAGES.get(read.view, "Another page"),
        ", ".join([*sorted(named), *(["a child whom you do not read"] if elsewhere else [])]),
        ", ".join(sorted(codes)),
    ]
