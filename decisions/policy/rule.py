"""What a rule is: one row of the decision table, with its words, its source and its question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.law import NOTHING_SWITCHED, Switches
from decisions.policy.terms import (
    SEALABLE,
    SHARING,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Outcome,
    Sureness,
)

# True or false, or the places of the items that the rule speaks of, `None` being the whole.
Places = tuple[int | None, ...]
Body = Callable[[Answers, Circumstances], bool | Places]

SHARES = tuple(outcome for outcome in Outcome if outcome in SHARING)
REFUSES = (Outcome.NOT_SHARE,)
EVERY_RECORD = tuple(outcome for outcome in Outcome if outcome in SEALABLE)

# The rules that a caller's identity hangs on; neither danger nor a waiver lifts them (9.2).
IDENTITY_GATES = frozenset({"B01", "B02", "B03", "B04", "B05", "B14"})


def _never(answers: Answers, circumstances: Circumstances) -> bool:
    return False


# Two rows are one only where they are the same object: comparing what they hold would be slow.
@dataclass(frozen=True, eq=False)
class Rule:
    """One row of the decision table, and the decorator that gives it its question.

    `points` is the advice that the rule speaks for; none where it says nothing for or against.
    `asks_why` means that a written reason is
    wanted besides an approval; `explained_by` is an answer that already gives it.
    `reads_danger` marks a rule of lawful basis that looks at who is in danger,
    `of_the_review` one that speaks of the reviewer and not of the release, and `went_wrong` one
    that speaks of a share that has gone wrong. `waits_for` names the pages whose answers the rule
    reads: of a share that has already been made, it only asks for a page that is still empty. An
    id may stand on two rows where its effect differs, as between sharing and not sharing.

    A row is never changed once a record was assessed by it: it is closed with `until`, the rule
    set that has another row in its place, and that row has this set as its `since`.

    `switched_by` is the provider's setting that says from which day the law of this row is in
    force; until then it is not.
    """

    id: str
    effect: Effect
    emergency: EmergencyEffect
    force: Force
    sureness: Sureness
    _: KW_ONLY
    source: str
    dated: str
    says: str
    why: str
    do: str
    points: Advice | None
    asks: Body = _never
    outcomes: tuple[Outcome, ...] = SHARES
    in_force_from: date = date.min
    in_force_until: date = date.max
    switched_by: str = ""
    follow_up: bool = False
    asks_why: bool = False
    explained_by: Body | None = None
    waives_approvals: bool = False
    reads_danger: bool = False
    of_the_review: bool = False
    went_wrong: bool = False
    waits_for: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def __call__(self, body: Body) -> Rule:
        """The same row with a question: true, false, or the places of the items it speaks of."""
        return replace(self, asks=body)

    @property
    def letter(self) -> str:
        return self.id[0]

    @property
    def may_ask_for_words(self) -> bool:
        """Does it ask for a reason wherever it gates, or is a reason all that it asks for?"""
        return self.asks_why or self.effect is Effect.REASON

    def begins(self, switches: Switches) -> date | None:
        """The day of coming into force; none where no setting names it yet."""
        return switches.day_of(self.switched_by) if self.switched_by else self.in_force_from

    def in_force(self, on: date, switches: Switches = NOTHING_SWITCHED) -> bool:
        since = self.begins(switches)
        return since is not None and since <= on <= self.in_force_until

    def applies_to(self, outcome: Outcome | None) -> bool:
        """Before anything is chosen, the rules about sharing speak."""
        return (Outcome.SHARE if outcome is None else outcome) in self.outcomes
