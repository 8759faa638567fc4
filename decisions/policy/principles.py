"""What stands above every rule: the emergency path and the five principles.

1. Rules gate a planned release, never the statement of what has already happened.
2. Each rule names the outcomes that it applies to (`Rule.outcomes`).
3. A referral by the home itself to those who protect never waits.
4. Rules about not sharing look at who asks: refusing an outsider is never held up.
5. More danger never adds a block or an approval to sharing with those who can protect.

Besides, what an emergency keeps: an unverified caller is rung back, whatever the danger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import speaks_of_sharing
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.recipient import (
    can_protect,
    is_emergency_path,
    is_outsider,
    is_ungated,
)
from decisions.policy.route import empty_pages
from decisions.policy.rule import REFUSES, Rule
from decisions.policy.terms import Effect, EmergencyEffect, Outcome, Start

GATES = frozenset({Effect.BLOCK, Effect.APPROVE})
# The letters of the rules on lawful basis, consent and sensitive content.
LEGAL_LETTERS = frozenset("CDE")
NO_PAGES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Standing:
    """What the principles need to know, asked once for all rules."""

    emergency_path: bool
    ungated: bool
    already_shared: bool
    empty_pages: frozenset[str]
    referral: bool
    shares_with_protector: bool
    refuses_outsider: bool


@dataclass(frozen=True)
class Weight:
    """The effect in force here, and whether the rule leaves something to be done afterwards.

    `has_happened`: it would have held back what has already been shared.
    """

    effect: Effect
    follow_up: bool
    has_happened: bool = False


def standing_of(
    answers: Answers, circumstances: Circumstances, outcome: Outcome | None
) -> Standing:
    shares = speaks_of_sharing(outcome)
    refuses = outcome in REFUSES
    already_shared = answers.start is Start.ALREADY_SHARED
    return Standing(
        emergency_path=is_emergency_path(answers, circumstances, outcome),
        ungated=is_ungated(answers, circumstances),
        already_shared=already_shared,
        empty_pages=empty_pages(answers) if already_shared else NO_PAGES,
        referral=shares and is_referral(answers, circumstances),
        shares_with_protector=shares and can_protect(answers, circumstances),
        refuses_outsider=refuses and is_outsider(answers, circumstances),
    )


def _goes_ahead(rule: Rule, most: Effect) -> Weight:
    return Weight(min(rule.effect, most), follow_up=True)


def _in_emergency(rule: Rule, standing: Standing) -> Weight | None:
    """The emergency column of the decision table; nothing where the rule is suppressed."""
    if rule.emergency is EmergencyEffect.SUPPRESSED:
        return None
    if rule.emergency is EmergencyEffect.REVIEW:
        return _goes_ahead(rule, Effect.NOTIFY)
    if rule.emergency is EmergencyEffect.TASK:
        return _goes_ahead(rule, Effect.INFO)
    if rule.emergency is EmergencyEffect.APPROVE:
        # Those who protect, reached by staff themselves, are not held up.
        if standing.ungated:
            return _goes_ahead(rule, Effect.NOTIFY)
        return Weight(Effect.APPROVE, rule.follow_up)
    return Weight(rule.effect, rule.follow_up)


def _referral_never_waits(rule: Rule, weight: Weight) -> Weight:
    if weight.effect is Effect.APPROVE:
        return Weight(Effect.NOTIFY, weight.follow_up)
    if weight.effect is Effect.BLOCK and rule.letter in LEGAL_LETTERS:
        return Weight(Effect.INFO, follow_up=True)
    return weight


def weight_here(rule: Rule, standing: Standing) -> Weight | None:
    """The weight of a rule that fires: none where an emergency suppresses it."""
    plain = Weight(rule.effect, rule.follow_up)
    weight = _in_emergency(rule, standing) if standing.emergency_path else plain
    if weight is None or rule.of_the_review:
        return weight
    if standing.referral:
        weight = _referral_never_waits(rule, weight)
    danger_gates_protector = rule.reads_danger and standing.shares_with_protector
    refusal_held_up = rule.letter == "A" and standing.refuses_outsider
    if (danger_gates_protector or refusal_held_up) and weight.effect in GATES:
        weight = Weight(Effect.NOTIFY, follow_up=True)
    return weight


def after_the_event(rule: Rule, weight: Weight, standing: Standing) -> Weight:
    """Principle 1: what has already happened is told and followed up, and never held back.

    What is still empty is asked for later: that is no reproach, and breaks no rule.
    """
    if not standing.already_shared or rule.of_the_review:
        return weight
    if not standing.empty_pages.isdisjoint(rule.waits_for):
        return Weight(Effect.INFO, follow_up=True)
    if weight.effect in GATES:
        return Weight(Effect.NOTIFY, follow_up=True, has_happened=True)
    if rule.went_wrong:
        return replace(weight, has_happened=True)
    if weight.effect is Effect.REASON and rule.emergency is not EmergencyEffect.SAME:
        return _without_waiting_for_a_reason(rule)
    return weight


def _without_waiting_for_a_reason(rule: Rule) -> Weight:
    to_the_manager = rule.emergency is EmergencyEffect.REVIEW
    return Weight(Effect.NOTIFY if to_the_manager else Effect.INFO, follow_up=True)
