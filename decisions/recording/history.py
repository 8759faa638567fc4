"""Everything that happened to a record, from the sealed bytes of each row, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from decisions.models import SharingDecision
from decisions.policy.terms import Verdict
from decisions.recording.advice_events import advice_events, advice_rows
from decisions.recording.breach import chosen_in_words
from decisions.recording.keeping_back import as_read, shared_as_read
from decisions.recording.parts import Part
from decisions.recording.reading import Parts, SealedDecision, decision_from, read_rows
from decisions.recording.shared import Shared, newest_first, shared_from, with_receipts
from decisions.recording.sheet import Sheet, sheet
from decisions.recording.sheet_sections import began_in_words, outcome_in_words
from decisions.recording.written_by import hand_over_events
from infoshare.access.field_rules import NOTHING, Field
from infoshare.common.clock import LONDON
from infoshare.common.times_in_words import day_in_words, moment_in_words
from infoshare.ledger.sealed import Sealed

Event = dict[str, Any]
_VERDICT_KINDS = {
    Verdict.AGREED: "done",
    # An answer to a decision, not a danger: nobody is scolded.
    Verdict.NOT_AGREED: "attention",
    Verdict.QUESTION: "attention",
    Verdict.REVIEWED_AFTERWARDS: "done",
}


@dataclass(frozen=True)
class Dossier:
    """One record with all that was added to it, read from the sealed bytes."""

    sealed: SealedDecision
    sheet: Sheet
    shared: list[Shared]
    reviews: list[Event]
    stood_aside: list[Event]
    addenda: list[Event]
    advice: list[Event]
    events: list[Event]


def dossier(
    decision: SharingDecision, *, latest: int | None = None, kept_back: Set[Field] = NOTHING
) -> Dossier:
    """Read a record and its whole history, in two queries of the ledger.

    With `latest`, only so many of what left, the newest ones: under an arrangement hundreds may
    have, and its history counts them. `kept_back` stands as words that
    say so. Raises LedgerMismatch, NoSuchEntry where stored bytes are not what was sealed.
    """
    advice = advice_rows(decision.draft_id)
    reviews, addenda = list(decision.reviews.all()), list(decision.addenda.all())
    aside = list(decision.stood_aside.all())
    left = list(newest_first(decision)[:latest])[::-1]
    rows: list[Sealed] = [decision, *advice, *reviews, *aside, *with_receipts(left), *addenda]
    parts = read_rows(rows)
    sealed = as_read(decision_from(parts[decision.pk]), kept_back)
    found = Dossier(
        sealed=sealed,
        sheet=sheet(sealed, decision.recorded_at),
        shared=shared_as_read(shared_from(left, parts), sealed.answers, kept_back),
        reviews=[_review(row, parts[row.pk]) for row in reviews],
        addenda=[_addendum(row, parts[row.pk]) for row in addenda],
        stood_aside=[_aside(row, parts[row.pk]) for row in aside],
        advice=advice_events(advice, parts, decision.recorded_at),
        events=[],
    )
    what_left = _counted(decision) if latest is not None else _each_share(found.shared)
    found.events.extend(_in_order(decision, found, what_left))
    return found


def _in_order(decision: SharingDecision, found: Dossier, what_left: Iterable[Event]) -> list[Event]:
    sealed = found.sealed
    signed = {
        "when": decision.recorded_at,
        "what": f"Signed: {outcome_in_words(sealed).lower()}",
        "who": sealed.signature,
    }
    events: list[Event] = [
        {"when": sealed.occurred_at, "what": began_in_words(sealed.answers)},
        *hand_over_events(sealed),
        *found.advice,
        signed,
        *found.reviews,
        *found.stood_aside,
        *what_left,
        *found.addenda,
    ]
    return sorted(events, key=lambda event: event["when"])


def _each_share(shared: Iterable[Shared]) -> Iterable[Event]:
    for one in shared:
        yield _left(one)
        yield from one.receipts


def _counted(decision: SharingDecision) -> Iterable[Event]:
    """All that left under an arrangement, in one line."""
    last = newest_first(decision).first()
    if last is not None:
        number = decision.disclosures.count()
        what = "1 everyday share" if number == 1 else f"{number} everyday shares"
        said = f"{what}, last on {day_in_words(last.shared_at.astimezone(LONDON).date())}"
        yield {"when": last.shared_at, "what": said}


def _left(one: Shared) -> Event:
    what = "; ".join(one.items) or "What was said"
    return {
        "when": one.when,
        "what": f"Shared with {one.to}",
        "who": f"Recorded by {one.recorded_by}",
        "detail": f"{what}. {one.how}.",
    }


def _review(row: Sealed, parts: Parts) -> Event:
    facts, text = parts["facts"], parts["text"]
    return {
        "when": row.recorded_at,
        "what": facts["verdict_label"],
        "who": facts["reviewer"]["signature"],
        "detail": "\n".join([*_said(text["words"], "Only if", text["conditions"]), *_call(facts)]),
        "status": "Review",
        "kind": _VERDICT_KINDS[Verdict(facts["verdict"])],
        "verdict": facts["verdict"],
    }


def _aside(row: Sealed, parts: Parts) -> Event:
    """That somebody stood aside; why is nobody's business."""
    who = parts["facts"]["reviewer"]["signature"]
    return {"when": row.recorded_at, "what": "Stood aside: somebody else answers", "who": who}


def _call(facts: Part) -> Iterable[str]:
    """Which number was rung and when, where a manager answered by telephone."""
    if facts["rung_at"]:
        rung = moment_in_words(datetime.fromisoformat(facts["rung_at"]))
        yield f"Rung on {facts['number']}, {rung}"
        yield f"Written down by {facts['recorded_by']['signature']}"


def _addendum(row: Sealed, parts: Parts) -> Event:
    facts, text = parts["facts"], parts["text"]
    chosen = chosen_in_words(facts["said"])
    said = _said(text["words"], "Why it was added", text["reason"])
    return {
        "when": row.recorded_at,
        "what": f"Added: {facts['kind_label'].lower()}",
        "who": facts["author"]["signature"],
        "detail": "\n".join([*chosen, *said]),
        "chosen": chosen,
        "kind_words": facts["kind_label"],
        "words": text["words"],
        "reason": text["reason"],
    }


def _said(words: str, label: str, more: str) -> Iterable[str]:
    if words:
        yield words
    if more:
        yield f"{label}: {more}"
