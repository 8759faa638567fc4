"""From rules to findings: ask each rule, weigh it by the principles, lift what is waived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from decisions.policy.answers import Answers
from decisions.policy.assessment import Finding
from decisions.policy.circumstances import Circumstances
from decisions.policy.law import Switches, switches_of
from decisions.policy.principles import (
    Standing,
    Weight,
    after_the_event,
    standing_of,
    weight_here,
)
from decisions.policy.rule import IDENTITY_GATES, Places, Rule
from decisions.policy.rule_sets import RUNNING as RULES
from decisions.policy.terms import Effect, Outcome

Rules = tuple[Rule, ...]
NO_RULES: frozenset[str] = frozenset()
# The rules that tell a person that a referral by the home itself does not wait.
STATES_THE_REFERRAL = frozenset({"A01", "A02", "A08"})


class Found(NamedTuple):
    """A finding with the row that makes it; only the finding is shown and sealed."""

    rule: Rule
    finding: Finding


@dataclass(frozen=True)
class Fired:
    """A rule that fires, the items that it speaks of, and what it weighs here."""

    rule: Rule
    places: Places
    weight: Weight


def _places(hit: bool | Places) -> Places:
    """The items that a rule speaks of; one place without an item where it speaks of the whole."""
    return hit if isinstance(hit, tuple) else (None,) * hit


@lru_cache(maxsize=128)
def _speaking(rules: Rules, outcome: Outcome | None, on: date, switches: Switches) -> Rules:
    """Those that speak of this outcome under the law of this day, whatever the document says."""
    return tuple(rule for rule in rules if rule.applies_to(outcome) and rule.in_force(on, switches))


def _fired(
    rules: Rules, answers: Answers, circumstances: Circumstances, standing: Standing
) -> Iterable[Fired]:
    for rule in rules:
        hit = rule.asks(answers, circumstances)
        if hit:
            weight = weight_here(rule, standing)
            if weight is not None:
                yield Fired(rule, _places(hit), weight)


def _lifted_by_rule(fired: Iterable[Fired]) -> frozenset[str]:
    """The approvals that a firing rule outranks."""
    if not any(one.rule.waives_approvals for one in fired):
        return NO_RULES
    asked = {one.rule.id for one in fired if one.weight.effect is Effect.APPROVE}
    return frozenset(asked) - IDENTITY_GATES


def _lifted(one: Fired, by_rule: frozenset[str]) -> Fired:
    if one.rule.id not in by_rule or one.weight.effect is not Effect.APPROVE:
        return one
    return replace(one, weight=replace(one.weight, effect=Effect.NOTIFY))


def _waived(rule: Rule, by_rule: frozenset[str], by_referral: frozenset[str]) -> tuple[str, ...]:
    """What this rule says that it lifted."""
    itself = by_rule if rule.waives_approvals else NO_RULES
    by_principle = by_referral if rule.id in STATES_THE_REFERRAL else NO_RULES
    return tuple(sorted(itself | by_principle))


def _is_explained(rule: Rule, answers: Answers, circumstances: Circumstances) -> bool:
    by_page = rule.explained_by is not None and bool(rule.explained_by(answers, circumstances))
    return by_page or any(
        said.rule == rule.id and said.words.strip() for said in answers.decision.explanations
    )


def _finding(
    rule: Rule, weight: Weight, place: int | None, waives: tuple[str, ...], explained: bool
) -> Finding:
    gates = weight.effect in (Effect.APPROVE, Effect.BLOCK)
    needs_words = weight.effect is Effect.REASON or (rule.asks_why and gates)
    return Finding(
        rule=rule.id,
        effect=weight.effect,
        emergency_effect=rule.emergency,
        says=rule.says,
        why=rule.why,
        do=rule.do,
        source=rule.source,
        dated=rule.dated,
        force=rule.force,
        sureness=rule.sureness,
        concerns=place,
        stops=rule.outcomes,
        waives=waives,
        follow_up=weight.follow_up,
        needs_words=needs_words,
        explained=needs_words and explained,
        has_happened=weight.has_happened,
    )


def findings_for(
    answers: Answers,
    circumstances: Circumstances,
    outcome: Outcome | None,
    on: date,
    rules: Rules | None = None,
) -> tuple[Found, ...]:
    """Every finding for this outcome, strongest first, then in the order of the table.

    The rules are those that are running, unless an earlier set of them is given.
    """
    standing = standing_of(answers, circumstances, outcome)
    switches = switches_of(circumstances.settings)
    speaking = _speaking(RULES if rules is None else rules, outcome, on, switches)
    fired = tuple(_fired(speaking, answers, circumstances, standing))
    by_rule = _lifted_by_rule(fired)
    approvals = {one.rule.id for one in fired if one.rule.effect is Effect.APPROVE}
    by_referral = frozenset(approvals) if standing.referral else NO_RULES
    found: list[Found] = []
    for one in (_lifted(one, by_rule) for one in fired):
        rule, weight = one.rule, after_the_event(one.rule, one.weight, standing)
        waives = _waived(rule, by_rule, by_referral)
        explained = _is_explained(rule, answers, circumstances)
        found += [
            Found(rule, _finding(rule, weight, place, waives, explained)) for place in one.places
        ]
    return tuple(sorted(found, key=lambda one: -one.finding.effect))
