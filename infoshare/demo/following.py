"""What may follow a record or a draft when life is not as in the textbook.

Told like the other steps in `telling`; `playing` acts them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from decisions.policy.terms import Advice, BreachOutcome, ReviewStage, Verdict
from infoshare.demo.telling import Case, Reviewed, Step


@dataclass(frozen=True)
class Rang(Step):
    """A call to a manager, written down by whoever rang, so long after the call."""

    manager: str
    verdict: Verdict
    words: str
    written_after: timedelta
    conditions: str = ""


def confirmed(after: timedelta, by: str) -> Reviewed:
    """The manager who was rung says on screen that the call was as written down."""
    return Reviewed(after, by, Verdict.AGREED, stage=ReviewStage.CONFIRMATION)


@dataclass(frozen=True)
class TakenHigher(Step):
    """The author asks the responsible individual to decide."""


def last_word(after: timedelta, by: str, verdict: Verdict, words: str) -> Reviewed:
    return Reviewed(after, by, verdict, words, stage=ReviewStage.ESCALATION)


@dataclass(frozen=True)
class Ended(Step):
    """The end of an arrangement, and why."""

    reason: str


@dataclass(frozen=True)
class BreachChecked(Step):
    outcome: BreachOutcome
    words: str
    reference: str = ""


@dataclass(frozen=True)
class TakenOver(Step):
    """Somebody in charge takes a draft over."""


@dataclass(frozen=True)
class Asked(Step):
    """The question of a draft, put on screen to some people."""

    of: tuple[str, ...]


@dataclass(frozen=True)
class Answered(Step):
    """The answer of one who was asked on screen."""

    words: str
    advises: Advice | None = None


@dataclass(frozen=True)
class Finished(Step):
    """Whoever has a draft now signs it: what was answered differently from when it was left."""

    changes: Mapping[str, object] = field(default_factory=dict)
    then: tuple[Step, ...] = ()


@dataclass(frozen=True)
class AlsoRecorded(Step):
    """The same events in the record of another child: what is that child's own."""

    case: Case


@dataclass(frozen=True)
class FiledAgain(Step):
    """A record that was about another child, written anew for the right one."""

    reason: str
    case: Case
