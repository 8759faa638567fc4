"""Sealing a decision."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from children.models import Child
from decisions.models import Draft, InformationItem, SharingDecision
from decisions.policy import law
from decisions.policy.answers import Answers
from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of
from decisions.policy.route import missing, prune
from decisions.policy.terms import SEALABLE, LessIntrusive, Start, Term
from decisions.recording.circumstances import gather
from decisions.recording.parts import (
    Part,
    answering,
    labels,
    signed,
    split_answers,
    split_circumstances,
    who,
)
from decisions.recording.sentence import Sentence, recipient_in_words, sentence
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind

# Without letters and digits that are mistaken for each other when read aloud.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


class NotReady(Exception):
    """The draft cannot be sealed yet; `assessment` says what is missing or must change."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        super().__init__("this draft cannot be signed yet")


class AlreadyCompleted(Exception):
    """Somebody else signed the full form of this urgent record first: `record`."""

    def __init__(self, record: SharingDecision) -> None:
        self.record = record
        super().__init__("this urgent record has been completed already")


@dataclass(frozen=True)
class Prepared:
    """All that a seal would write, for the page that shows it first."""

    answers: Answers
    circumstances: Circumstances
    assessment: Assessment
    pieces: Sentence
    sentence: str
    recipient: str

    @property
    def ready(self) -> bool:
        return (
            outcome_of(self.answers) in SEALABLE
            and not self.assessment.missing
            and not self.assessment.blocked
            and not self.assessment.unexplained()
        )


def prepare(draft: Draft, *, now: datetime | None = None) -> Prepared:
    """What sealing this draft now would say. Needs a draft that has its child."""
    at = now or clock.now()
    child = child_of(draft)
    answers = prune(draft.read())
    circumstances = gather(
        answers, home=draft.home, child=child, author=draft.author, now=at, draft=draft
    )
    held = circumstances.recipient_held
    recipient = recipient_in_words(answers, held.name if held else "")
    assessment = assess(answers, circumstances, at.astimezone(LONDON).date())
    if draft.completes_id is not None:
        # The full form of an urgent record is where what could wait no longer waits.
        assessment = assessment.changed(missing=missing(answers))
    pieces = sentence(answers, signature=draft.author.signature, recipient=recipient, at=at)
    return Prepared(
        answers=answers,
        circumstances=circumstances,
        assessment=assessment,
        pieces=pieces,
        sentence=pieces.about(child.full_name, answers),
        recipient=recipient,
    )


def seal(draft: Draft) -> SharingDecision:
    """Turn a draft into a record: lock, assess again, write, delete the draft, all or nothing.

    A draft that was sealed before gives the record that it became. Raises NotReady, and
    AlreadyCompleted for the full form of an urgent record that somebody else signed first.
    """
    try:
        with transaction.atomic():
            return seal_in_transaction(draft)
    except IntegrityError:
        sealed = SharingDecision.objects.filter(draft_id=draft.pk).first()
        if sealed is not None:
            return sealed
        first = SharingDecision.objects.filter(
            completes__isnull=False, completes=draft.completes_id
        ).first()
        if first is None:
            raise
        raise AlreadyCompleted(first) from None


def seal_in_transaction(draft: Draft) -> SharingDecision:
    """As `seal`, for a caller that writes more about the record in the same transaction."""
    locked = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if locked is None:
        return SharingDecision.objects.get(draft_id=draft.pk)
    now = clock.now()
    prepared = prepare(locked, now=now)
    if not prepared.ready:
        raise NotReady(prepared.assessment)
    code = _new_code()
    child = child_of(locked)
    leaf = append(
        [
            Entry(
                locked.home.log,
                Kind.DECISION,
                uuid4(),
                child.keep_until_year,
                _contents(locked, child, prepared, code),
            )
        ],
        now=now,
    )[0]
    decision = SharingDecision.objects.create(**leaf.columns(), **columns(locked, prepared, code))
    InformationItem.objects.bulk_create(_items(decision, prepared.answers))
    locked.delete()
    return decision


def columns(draft: Draft, prepared: Prepared, code: str) -> dict[str, object]:
    """The typed columns of a record: codes, ids and times, all found in the sealed bytes too."""
    answers = prepared.answers
    recipient = answers.recipient
    held = prepared.circumstances.recipient_held
    kind = held.agency_type if held else recipient.agency_type
    basis = answers.basis
    return {
        "code": code,
        "draft_id": draft.pk,
        "home": draft.home,
        "child": draft.child,
        "author": draft.author,
        "start": answers.start.value,
        "outcome": str(outcome_of(answers)),
        "severity": _code(answers.concern.severity),
        "purpose": _code(answers.purpose.code),
        "verification": _code(answers.request.verification),
        "recipient_id": held.agency if held else None,
        "recipient_type": _code(kind),
        "basis_id": _code(basis.basis) or None,
        "interest": _code(basis.interest),
        "special_id": _code(basis.special) or None,
        "offence_id": _code(basis.offence) or None,
        "identifiable": answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED,
        "urgent": answers.start is Start.URGENT,
        "emergency": prepared.assessment.emergency,
        "needs_approval": prepared.assessment.needs_approval,
        "occurred_at": occurred_at(draft, answers),
        "look_again_on": answers.openness.look_again_on,
        "rules_version": prepared.assessment.rules_version,
        "law_version": prepared.assessment.law_version,
        "completes": draft.completes,
        "follows": draft.follows,
    }


def _contents(draft: Draft, child: Child, prepared: Prepared, code: str) -> dict[str, Part]:
    answers, guarded, text = split_answers(prepared.answers)
    circumstances, guarded_circumstances = split_circumstances(prepared.circumstances)
    assessment = json.loads(prepared.assessment.model_dump_json())
    return {
        "child": who(child),
        "guarded": {"answers": guarded, "circumstances": guarded_circumstances},
        "text": {"answers": text},
        "facts": {
            "code": code,
            "draft": draft.pk.hex,
            "home": draft.home.name,
            "author": signed(draft.author),
            "recipient": prepared.recipient,
            "sentence": [prepared.pieces.opening, prepared.pieces.middle],
            "occurred_at": occurred_at(draft, prepared.answers).isoformat(),
            "answers": answers,
            "labels": labels(prepared.answers, prepared.assessment),
            "cited": _cited(prepared.answers),
            "circumstances": circumstances,
            "assessment": assessment,
            "completes": answering(draft.completes),
            "of": answering(draft.follows),
        },
    }


def _cited(answers: Answers) -> Part:
    """The citation of each provision that the answers rely on, as it stood, by its code."""
    reason = answers.basis
    relied_on = (reason.basis, reason.interest, reason.gateway, reason.special, reason.offence)
    citations = {row.code: row.citation for row in law.reference_rows()}
    return {
        str(term.value): citations[str(term.value)]
        for term in relied_on
        if term is not None and str(term.value) in citations
    }


def _items(decision: SharingDecision, answers: Answers) -> list[InformationItem]:
    return [
        InformationItem(
            decision=decision,
            number=number,
            category=item.category.value,
            provenance=_code(item.provenance),
            needed=item.needed,
            going=bool(item.going),
            in_confidence=item.in_confidence,
            identifies_other=item.identifies_other,
        )
        for number, item in enumerate(answers.items, start=1)
    ]


def occurred_at(draft: Draft, answers: Answers) -> datetime:
    """When it happened, as the author says; else when the draft was begun."""
    return answers.request.occurred_at or draft.created_at


def child_of(draft: Draft) -> Child:
    """The draft's child. An urgent draft has none until its page says who."""
    if draft.child is None:
        raise ValueError("this draft does not say which child it is about")
    return draft.child


def _code(term: Term | None) -> str:
    return "" if term is None else str(term.value)


def _new_code() -> str:
    """Eight characters in two halves, to read aloud: K7M2-9QXF."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"
