"""What sealing a decision writes: the parts of its ledger entry, and the columns of its rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from children.models import Child
from decisions.models import (
    Draft,
    HarmConcerned,
    InformationItem,
    PersonConcerned,
    SharingDecision,
)
from decisions.policy import law
from decisions.policy.answers import Answers
from decisions.policy.assessment import Assessment
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of
from decisions.policy.terms import SEALABLE, Effect, LessIntrusive, Start, Term
from decisions.recording.parts import (
    Part,
    answering,
    labels,
    signed,
    split_answers,
    split_circumstances,
    who,
)
from decisions.recording.reach import left_on
from decisions.recording.sentence import Sentence
from infoshare.organisation.models import User


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
        "gateway": _code(basis.gateway),
        "special_id": _code(basis.special) or None,
        "offence_id": _code(basis.offence) or None,
        "identifiable": answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED,
        "urgent": answers.start is Start.URGENT,
        "emergency": prepared.assessment.emergency,
        "needs_approval": prepared.assessment.needs_approval,
        "outside_rules": prepared.assessment.outside_rules,
        "names_staff": answers.names_staff,
        "reported_before": bool(answers.concern.already_reported.strip()),
        "said_between_peers": _waits_as_between_peers(prepared.assessment),
        "review_on": answers.arrangement.review_on,
        "occurred_at": occurred_at(draft, answers),
        "wanted_by": answers.request.wanted_by,
        "returned_at": answers.concern.returned_at,
        "return_interview_offered": answers.concern.return_interview_offered,
        "look_again_on": answers.openness.look_again_on,
        "rules_version": prepared.assessment.rules_version,
        "law_version": prepared.assessment.law_version,
        "completes": draft.completes,
        "follows": draft.follows,
        "beside": draft.beside,
        "refiles": draft.refiles,
    }


def _waits_as_between_peers(assessment: Assessment) -> bool:
    return any(
        found.rule == "A08" and found.effect is Effect.APPROVE for found in assessment.findings
    )


def contents(draft: Draft, child: Child, prepared: Prepared, code: str) -> dict[str, Part]:
    answers, guarded, text = split_answers(prepared.answers)
    circumstances, guarded_circumstances = split_circumstances(prepared.circumstances)
    assessment = json.loads(prepared.assessment.model_dump_json())
    return {
        "child": who(child),
        "guarded": {
            "answers": guarded,
            "circumstances": guarded_circumstances,
            "named_staff": _named_staff(prepared.answers),
        },
        "text": {"answers": text},
        "facts": {
            "code": code,
            "draft": draft.pk.hex,
            "home": draft.home.name,
            "child_left_on": _child_left_on(draft),
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
            "beside": answering(draft.beside),
            "refiles": answering(draft.refiles),
            "written_by": _written_by(draft),
            "handed_over": _handed_over(draft),
        },
    }


def _child_left_on(draft: Draft) -> str | None:
    """The day on which the child left this home, where that was before the record was signed."""
    day = left_on(draft.child, draft.home)
    return day.isoformat() if day is not None else None


def _written_by(draft: Draft) -> Part:
    """Who saved each page last, where that was not whoever signs; by the page's name."""
    pages = draft.pages.exclude(author__user=draft.author.user).select_related("author__user")
    return {page.slug: signed(page.author) for page in pages}


def _handed_over(draft: Draft) -> list[Part]:
    """Each time that somebody in charge took the draft over: from whom, to whom, when."""
    rows = draft.hand_overs.select_related("from_author__user", "to_author__user")
    return [
        {
            "from": signed(row.from_author),
            "to": signed(row.to_author),
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


def _named_staff(answers: Answers) -> list[Part]:
    """Who works here and is named in the concern, by name as it stood."""
    people = User.objects.filter(pk__in=answers.concern.staff).order_by("name", "pk")
    return [{"user": person.pk.hex, "name": person.name} for person in people]


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


def items(decision: SharingDecision, answers: Answers) -> list[InformationItem]:
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


def harms(decision: SharingDecision, answers: Answers) -> list[HarmConcerned]:
    return [
        HarmConcerned(decision=decision, harm=harm.value)
        for harm in dict.fromkeys(answers.concern.harms)
    ]


def people(decision: SharingDecision, answers: Answers) -> list[PersonConcerned]:
    return [
        PersonConcerned(
            decision=decision,
            number=number,
            kind=person.kind.value,
            part=_code(person.part),
            proof=_code(person.proof),
            review_on=person.review_on,
        )
        for number, person in enumerate(answers.people, start=1)
    ]


def occurred_at(draft: Draft, answers: Answers) -> datetime:
    """When it happened, as the author says; else when the draft was begun."""
    return answers.request.occurred_at or draft.created_at


def _code(term: Term | None) -> str:
    return "" if term is None else str(term.value)
