"""Everything that happened to a record, from the sealed bytes of each row, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from decisions.models import AdviceGiven, SharingDecision
from decisions.policy.terms import ReceiptOutcome, Verdict
from decisions.recording.parts import Part
from decisions.recording.reading import Parts, SealedDecision, decision_from, read_rows
from decisions.recording.sheet import Sheet, outcome_in_words, sheet
from infoshare.ledger.sealed import Sealed

Event = dict[str, Any]
_VERDICT_KINDS = {
    Verdict.AGREED: "done",
    Verdict.NOT_AGREED: "danger",
    Verdict.QUESTION: "attention",
    Verdict.REVIEWED_AFTERWARDS: "done",
}


@dataclass(frozen=True)
class Shared:
    """One time that something left: the row, what its seal says, and what came of it."""

    id: Any
    to: str
    how: str
    when: datetime
    items: list[str]
    words: str
    recorded_by: str
    receipts: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Dossier:
    """One record with all that was added to it, read from the sealed bytes."""

    sealed: SealedDecision
    sheet: Sheet
    shared: list[Shared]
    reviews: list[Event]
    addenda: list[Event]
    advice: list[Event]
    events: list[Event]


def dossier(decision: SharingDecision) -> Dossier:
    """Read a record and its whole history, in two queries of the ledger.

    Raises LedgerMismatch, NoSuchEntry where stored bytes are not what was sealed.
    """
    advice = list(AdviceGiven.objects.filter(draft_id=decision.draft_id))
    reviews, addenda = list(decision.reviews.all()), list(decision.addenda.all())
    disclosures = list(decision.disclosures.prefetch_related("receipts"))
    receipts = [receipt for row in disclosures for receipt in row.receipts.all()]
    rows: list[Sealed] = [decision, *advice, *reviews, *disclosures, *receipts, *addenda]
    parts = read_rows(rows)
    sealed = decision_from(parts[decision.pk])
    shared = [
        _shared(row, parts[row.pk], [_receipt(one, parts[one.pk]) for one in row.receipts.all()])
        for row in disclosures
    ]
    found = Dossier(
        sealed=sealed,
        sheet=sheet(sealed, decision.recorded_at),
        shared=shared,
        reviews=[_review(row, parts[row.pk]) for row in reviews],
        addenda=[_addendum(row, parts[row.pk]) for row in addenda],
        advice=[_advice(row, parts[row.pk]) for row in advice],
        events=[],
    )
    found.events.extend(_in_order(decision, found))
    return found


def _in_order(decision: SharingDecision, found: Dossier) -> list[Event]:
    sealed = found.sealed
    signed = {
        "when": decision.recorded_at,
        "what": f"Signed: {outcome_in_words(sealed).lower()}",
        "who": sealed.signature,
    }
    began = "They asked" if sealed.answers.was_asked else "It happened"
    events: list[Event] = [
        {"when": sealed.occurred_at, "what": began},
        *found.advice,
        signed,
        *found.reviews,
        *(event for one in found.shared for event in (_left(one), *one.receipts)),
        *found.addenda,
    ]
    return sorted(events, key=lambda event: event["when"])


def _shared(row: Sealed, parts: Parts, receipts: list[Event]) -> Shared:
    facts = parts["facts"]
    return Shared(
        id=row.pk,
        to=facts["to"],
        how=facts["method_label"] or facts["contact_label"],
        when=datetime.fromisoformat(facts["shared_at"]),
        items=[f"{item['number']}. {item['label']}" for item in facts["items"]],
        words=parts["guarded"]["words"],
        recorded_by=facts["recorded_by"]["signature"],
        receipts=receipts,
    )


def _left(one: Shared) -> Event:
    what = "; ".join(one.items) or "What was said"
    return {
        "when": one.when,
        "what": f"Shared with {one.to}",
        "who": f"Recorded by {one.recorded_by}",
        "detail": f"{what}. {one.how}.",
    }


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


def _review(row: Sealed, parts: Parts) -> Event:
    facts = parts["facts"]
    return {
        "when": row.recorded_at,
        "what": facts["verdict_label"],
        "who": facts["reviewer"]["signature"],
        "detail": parts["text"]["words"],
        "status": "Review",
        "kind": _VERDICT_KINDS[Verdict(facts["verdict"])],
        "verdict": facts["verdict"],
    }


def _addendum(row: Sealed, parts: Parts) -> Event:
    facts, text = parts["facts"], parts["text"]
    return {
        "when": row.recorded_at,
        "what": f"Added: {facts['kind_label'].lower()}",
        "who": facts["author"]["signature"],
        "detail": "\n".join(_said(text["words"], "Why it was added", text["reason"])),
        "kind_words": facts["kind_label"],
        "words": text["words"],
        "reason": text["reason"],
    }


def _advice(row: Sealed, parts: Parts) -> Event:
    facts, text = parts["facts"], parts["text"]
    return {
        "when": datetime.fromisoformat(facts["given_at"]),
        "what": "Advice given",
        "who": _adviser(facts),
        "detail": "\n".join([*_said("", "Asked", text["asked"]), text["words"]]),
    }


def _adviser(facts: Part) -> str:
    adviser, writer = facts["adviser"]["signature"], facts["recorded_by"]["signature"]
    return adviser if adviser == writer else f"{adviser}. Recorded by {writer}"


def _said(words: str, label: str, more: str) -> Iterable[str]:
    if words:
        yield words
    if more:
        yield f"{label}: {more}"
