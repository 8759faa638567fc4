"""From rules to findings: ask each rule, weigh it by the principles, lift what is waived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.assessment import Finding
from decisions.policy.circumstances import Circumstances
from decisions.policy.principles import Weight, standing_of, weight_here
from decisions.policy.rule import IDENTITY_GATES, Places, Rule
from decisions.policy.rules import RULES
from decisions.policy.terms import Effect, Outcome

NO_RULES: frozenset[str] = frozenset()
# The rules that tell a person that a referral by the home itself does not wait.
STATES_THE_REFERRAL = frozenset({"A01", "A02", "A08"})


def _places(hit: bool | Places) -> Places:
    """The items that a rule speaks of; one place without an item where it speaks of the whole."""
    return hit if isinstance(hit, tuple) else (None,) * hit


def _is_explained(rule: Rule, answers: Answers, circumstances: Circumstances) -> bool:
    by_page = rule.explained_by is not None and bool(rule.explained_by(answers, circumstances))
    return by_page or any(
        said.rule == rule.id and said.words.strip() for said in answers.decision.explanations
    )


def _finding(rule: Rule, weight: Weight, place: int | None, explained: bool) -> Finding:
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
        follow_up=weight.follow_up,
        needs_words=needs_words,
        explained=needs_words and explained,
    )


def _fired(
    answers: Answers, circumstances: Circumstances, outcome: Outcome | None, on: date
) -> Iterable[tuple[Rule, Places]]:
    for rule in RULES:
        if rule.applies_to(outcome) and rule.in_force(on):
            places = _places(rule.asks(answers, circumstances))
            if places:
                yield rule, places


def _settled(
    found: list[Finding], waivers: frozenset[str], by_referral: frozenset[str]
) -> list[Finding]:
    """Lift approvals that a firing rule outranks, and write on that rule which ones it lifted."""
    asked = {finding.rule for finding in found if finding.effect is Effect.APPROVE}
    lifted = frozenset(asked) - IDENTITY_GATES if waivers else NO_RULES

    def settle(finding: Finding) -> Finding:
        by_rule = lifted if finding.rule in waivers else NO_RULES
        by_principle = by_referral if finding.rule in STATES_THE_REFERRAL else NO_RULES
        waives = tuple(sorted(by_rule | by_principle))
        if finding.rule in lifted:
            finding = finding.changed(effect=Effect.NOTIFY, needs_words=False, explained=False)
        return finding.changed(waives=waives) if waives else finding

    return [settle(finding) for finding in found]


def findings_for(
    answers: Answers, circumstances: Circumstances, outcome: Outcome | None, on: date
) -> tuple[Finding, ...]:
    """Every finding for this outcome, strongest first, then in the order of the table."""
    standing = standing_of(answers, circumstances, outcome)
    found: list[Finding] = []
    waivers: set[str] = set()
    lifted_by_referral: set[str] = set()
    for rule, places in _fired(answers, circumstances, outcome, on):
        weight = weight_here(rule, standing)
        if weight is None:
            continue
        if rule.waives_approvals:
            waivers.add(rule.id)
        if standing.referral and rule.effect is Effect.APPROVE:
            lifted_by_referral.add(rule.id)
        explained = _is_explained(rule, answers, circumstances)
        found += [_finding(rule, weight, place, explained) for place in places]
    settled = _settled(found, frozenset(waivers), frozenset(lifted_by_referral))
    return tuple(sorted(settled, key=lambda finding: -finding.effect))
