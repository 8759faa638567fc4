"""Records as they were sealed, each part checked against its commitment."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from decisions.models import SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.assessment import Assessment
from decisions.policy.circumstances import Circumstances
from decisions.policy.terms import Term
from decisions.recording.parts import Part, join_answers, join_circumstances
from decisions.recording.sentence import Sentence
from infoshare.ledger.reading import read_many, read_parts
from infoshare.ledger.sealed import Sealed

Parts = dict[str, Part]


@dataclass(frozen=True)
class SealedDecision:
    """What a decision's page is drawn from: the sealed bytes, not the typed columns."""

    answers: Answers
    circumstances: Circumstances
    assessment: Assessment
    sentence: str
    signature: str
    recipient: str
    child: Part
    home: str
    # The day on which the child had left that home, where it had when this was signed.
    child_left_on: date | None
    occurred_at: datetime
    labels: dict[str, dict[str, str]]
    cited: dict[str, str]
    # By page: who filled it in, where that was not whoever signed. And each hand-over of the draft.
    written_by: dict[str, Part]
    handed_over: list[Part]
    # Those who work here and are named in the concern, as their names stood.
    named_staff: tuple[str, ...]

    @property
    def born(self) -> date:
        """The child's date of birth as it was sealed."""
        return date.fromisoformat(self.child["born"])

    def words(self, term: Term | None) -> str:
        """The words of a code as they stood when the record was signed; nothing for no code."""
        if term is None:
            return ""
        return self.labels.get(type(term).__name__, {}).get(str(term.value), term.label)


def read_decision(decision: SharingDecision) -> SealedDecision:
    """The sealed content of a record. Raises LedgerMismatch when stored bytes were changed."""
    return decision_from(read_parts(decision.log, decision.seq))


def decision_from(parts: Parts) -> SealedDecision:
    """The sealed content of a record, from its parts."""
    facts, guarded, text = parts["facts"], parts["guarded"], parts["text"]
    answers = join_answers(facts["answers"], guarded["answers"], text["answers"])
    return SealedDecision(
        answers=answers,
        circumstances=join_circumstances(
            facts["circumstances"], guarded["circumstances"], parts["child"]
        ),
        assessment=Assessment.model_validate_json(json.dumps(facts["assessment"])),
        sentence=Sentence(*facts["sentence"]).about(parts["child"]["name"], answers),
        signature=facts["author"]["signature"],
        recipient=facts["recipient"],
        child=parts["child"],
        home=facts["home"],
        child_left_on=date.fromisoformat(left) if (left := facts["child_left_on"]) else None,
        occurred_at=datetime.fromisoformat(facts["occurred_at"]),
        labels=facts["labels"],
        cited=facts["cited"],
        written_by=facts["written_by"],
        handed_over=facts["handed_over"],
        named_staff=tuple(one["name"] for one in guarded["named_staff"]),
    )


def read_sealed(row: Sealed) -> Parts:
    """The sealed parts of any other row (review, disclosure, receipt, addendum, advice)."""
    return read_parts(row.log, row.seq)


def read_rows(rows: Iterable[Sealed], *, only: str | None = None) -> dict[UUID, Parts]:
    """The sealed parts of many rows, by the row's id, in two queries for each log.

    `only` reads the one part of that name. Raises LedgerMismatch, NoSuchEntry.
    """
    by_log: dict[UUID, list[Sealed]] = defaultdict(list)
    for row in rows:
        by_log[row.log].append(row)
    found: dict[UUID, Parts] = {}
    for log, its_rows in by_log.items():
        parts = read_many(log, [row.seq for row in its_rows], only=only)
        found |= {row.pk: parts[row.seq] for row in its_rows}
    return found
