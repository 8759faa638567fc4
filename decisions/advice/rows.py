"""What an adviser is shown of a question, from its sealed bytes.

Who may not read the child's records learns the child's age, the worry and the kind of body: not
who the child is, where they live, or which colleague asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from children.models import Child
from decisions.models import AdviceAsked
from decisions.policy.terms import Role
from decisions.recording.parts import Part
from decisions.recording.reading import read_rows, read_sealed
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.models import User

COLUMNS = ["Asked", "By", "About", "Answer"]
NOT_SAID = "Not said"


@dataclass(frozen=True)
class Question:
    """A question as this reader may read it."""

    words: str
    asked_by: str
    knows_child: bool
    rows: list[dict[str, Any]] = field(default_factory=list)


def list_rows(asked: Iterable[AdviceAsked], reader: User) -> list[list[Any]]:
    """One row a question: when, by whom, about a child of what age, and how it stands."""
    questions = list(asked)
    known = _known(questions, reader)
    sealed = read_rows(questions, only="facts")
    return [
        [
            {
                "text": moment_in_words(one.recorded_at),
                "url": reverse("advice-answer", args=[one.pk]),
            },
            _asked_by(one, sealed[one.pk]["facts"], knows=one.child_id in known),
            _about(one, sealed[one.pk]["facts"], knows=one.child_id in known),
            _how_it_stands(one),
        ]
        for one in questions
    ]


def question(asked: AdviceAsked, reader: User) -> Question:
    """One question in full, for the person who was asked. Raises LedgerMismatch."""
    parts = read_sealed(asked)
    facts, text = parts["facts"], parts["text"]
    knows = asked.child_id in _known([asked], reader)
    return Question(
        words=text["asked"] if knows else text["shown"],
        asked_by=_asked_by(asked, facts, knows=knows),
        knows_child=knows,
        rows=[
            *([{"key": "Child", "value": asked.child.initials}] if knows else []),
            {"key": "Age", "value": f"{facts['about']['age']} years"},
            {"key": "How serious", "value": facts["about"]["severity_label"] or NOT_SAID},
            {"key": "Kinds of harm", "value": facts["about"]["harm_labels"] or NOT_SAID},
            {"key": _whom(facts["about"]), "value": _body(facts["about"])},
            {"key": "Asked", "value": moment_in_words(asked.recorded_at)},
        ],
    )


def _known(questions: Iterable[AdviceAsked], reader: User) -> set[Any]:
    """The children among these whose records the reader may read now."""
    ids = [one.child_id for one in questions]
    return set(Child.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))


def _asked_by(asked: AdviceAsked, facts: Part, *, knows: bool) -> str:
    if knows:
        return f"{facts['asked_by']['signature']}, {asked.home.name}"
    return f"A colleague at another home ({Role(facts['asked_by']['role']).label.lower()})"


def _about(asked: AdviceAsked, facts: Part, *, knows: bool) -> str:
    age = facts["about"]["age"]
    return f"{asked.child.initials}, {age}" if knows else f"A child of {age}"


def _how_it_stands(asked: AdviceAsked) -> dict[str, str]:
    answer = getattr(asked, "answer", None)
    if answer is None:
        return {"text": "", "status": "Waits for you", "kind": "attention"}
    return {"text": moment_in_words(answer.given_at), "status": "You answered", "kind": "done"}


def _whom(about: Part) -> str:
    return "Who asks for the information" if about["was_asked"] else "Whom we want to tell"


def _body(about: Part) -> str:
    return str(about["agency_type_label"] or NOT_SAID)
