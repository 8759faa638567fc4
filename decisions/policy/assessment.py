"""What an assessment says: findings with their source, the advice, and what is still missing."""

from __future__ import annotations

from decisions.policy.answers import Group
from decisions.policy.terms import (
    Advice,
    Basis,
    Check,
    CheckAnswer,
    Effect,
    EmergencyEffect,
    Force,
    Gateway,
    OffenceCondition,
    Outcome,
    RecognisedInterest,
    SpecialCondition,
    Sureness,
)


class Finding(Group):
    """One rule that has something to say about these answers.

    `effect` is the effect in force here: after the emergency path, the date and the waivers were
    applied. `concerns` is the index of the item it speaks of, `stops` the outcomes it applies to,
    `waives` the rules whose approval it lifted here. `has_happened` marks what would have held a
    share back that has already been made (principle 1). Where `needs_words` is true a person must
    write a reason, and `explained` says whether they have.
    """

    rule: str
    effect: Effect
    emergency_effect: EmergencyEffect
    says: str
    why: str
    do: str
    source: str
    dated: str
    force: Force
    sureness: Sureness
    concerns: int | None = None
    stops: tuple[Outcome, ...] = ()
    waives: tuple[str, ...] = ()
    follow_up: bool = False
    needs_words: bool = False
    explained: bool = False
    has_happened: bool = False


class LawfulSuggestion(Group):
    """A lawful basis that fits, with its conditions, and why, best first."""

    basis: Basis
    interest: RecognisedInterest | None = None
    gateway: Gateway | None = None
    special: SpecialCondition | None = None
    offence: OffenceCondition | None = None
    why: str


class CheckResult(Group):
    check: Check
    answer: CheckAnswer
    because: str


class Assessment(Group):
    """Advice, never a decision: a named person decides.

    `arrangement` marks a choice to share regularly, to which a manager agrees once.
    """

    rules_version: str
    law_version: str
    emergency: bool
    arrangement: bool = False
    advice: Advice
    reasons: tuple[str, ...]
    other_side: str
    route: tuple[str, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    bases: tuple[LawfulSuggestion, ...]
    conditions: tuple[SpecialCondition, ...]
    checks: tuple[CheckResult, ...]
    may_go: tuple[int, ...]
    stays: tuple[int, ...]

    def strongest(self) -> Effect | None:
        return max((finding.effect for finding in self.findings), default=None)

    def with_effect(self, effect: Effect) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.effect is effect)

    def unexplained(self) -> tuple[Finding, ...]:
        """Findings that still want a written reason; the caller decides whether to wait."""
        return tuple(item for item in self.findings if item.needs_words and not item.explained)

    @property
    def outside_rules(self) -> bool:
        """It has already been shared, and something that would have held it back was lifted."""
        return any(finding.has_happened for finding in self.findings)

    @property
    def blocked(self) -> bool:
        """Something must change before this choice can be finalised."""
        return bool(self.with_effect(Effect.BLOCK))

    @property
    def needs_approval(self) -> bool:
        """A manager must agree before anything goes (or before a refusal stands)."""
        return self.arrangement or bool(self.with_effect(Effect.APPROVE))
