"""What left under a record and what came of it, from the sealed bytes of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from decisions.models import Disclosure, SharingDecision
from decisions.policy.terms import ReceiptOutcome
from decisions.recording.reading import Parts, read_rows
from infoshare.ledger.sealed import Sealed

Event = dict[str, Any]


@dataclass(frozen=True)
class Shared:
    """One time that something left: the row, what its seal says, and what came of it."""

    id: Any
    to: str
    how: str
    when: datetime
    items: list[str]
    numbers: tuple[int, ...]
    words: str
    recorded_by: str
    receipts: list[Event] = field(default_factory=list)


def newest_first(decision: SharingDecision) -> QuerySet[Disclosure]:
    """What left under a record, with what the recipient said of it."""
    return decision.disclosures.order_by("-shared_at", "-seq").prefetch_related("receipts")


def read_shared(rows: Iterable[Disclosure]) -> list[Shared]:
    """What these rows say, in their order, in two queries of each log.

    Raises LedgerMismatch, NoSuchEntry where stored bytes are not what was sealed.
    """
    left = list(rows)
    return shared_from(left, read_rows(with_receipts(left)))


def with_receipts(rows: Iterable[Disclosure]) -> list[Sealed]:
    """These rows, each with those on what the recipient said."""
    return [one for row in rows for one in (row, *row.receipts.all())]


def shared_from(rows: Iterable[Disclosure], parts: Mapping[UUID, Parts]) -> list[Shared]:
    """What these rows say, from the sealed parts of them and of their receipts."""
    return [
        _shared(row, parts[row.pk], [_receipt(one, parts[one.pk]) for one in row.receipts.all()])
        for row in rows
    ]


def _shared(row: Disclosure, parts: Parts, receipts: list[Event]) -> Shared:
    facts = parts["facts"]
    return Shared(
        id=row.pk,
        to=facts["to"],
        how=facts["method_label"] or facts["contact_label"],
        when=datetime.fromisoformat(facts["shared_at"]),
        items=[f"{item['number']}. {item['label']}" for item in facts["items"]],
        numbers=tuple(item["number"] for item in facts["items"]),
        words=parts["guarded"]["words"],
        recorded_by=facts["recorded_by"]["signature"],
        receipts=receipts,
    )


def _receipt(row: Sealed, parts: Parts) -> Event:
    facts = parts["facts"]
    wrong = facts["outcome"] in (ReceiptOutcome.NOT_RECEIVED, ReceiptOutcome.SENT_TO_WRONG_PERSON)
    return {
        "when": datetime.fromisoformat(facts["heard_at"]),
        "what": facts["outcome_label"],
        "who": f"Recorded by {facts['recorded_by']['signature']}",
        "detail": parts["text"]["words"],
        **({"status": "Look at this", "kind": "danger"} if wrong else {}),
    }
