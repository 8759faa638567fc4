"""`assess`: answers, circumstances and a date in, an assessment out. It decides nothing."""

from __future__ import annotations

from datetime import date

from decisions.policy.advice import advise
from decisions.policy.answers import Answers
from decisions.policy.assessment import Assessment, Finding
from decisions.policy.checks import seven_checks
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of, speaks_of_sharing
from decisions.policy.facts.recipient import is_emergency_path
from decisions.policy.findings import Found, findings_for
from decisions.policy.law import provision
from decisions.policy.missing import missing_to_sign
from decisions.policy.route import answered_route, prune
from decisions.policy.rule_sets import rules_of
from decisions.policy.suggest import suggested_bases, suggested_conditions
from decisions.policy.terms import SHARING, Effect, Outcome, Start
from decisions.policy.versions import LAW_VERSION, RULES_VERSION


def basis_of_its_day(answers: Answers, on: date) -> Answers:
    """A basis that was not yet law, or no longer is, is no basis.

    One that is law but not for this provider stays: a rule of its own speaks of that.
    """
    chosen = answers.basis.basis
    if chosen is None or provision(chosen).in_force(on):
        return answers
    return answers.changed(basis=answers.basis.changed(basis=None))


def _split(
    answers: Answers, findings: tuple[Finding, ...], outcome: Outcome | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the items that may go, and of those that stay."""
    stopped = {found.concerns for found in findings if found.effect is Effect.BLOCK}
    shares = speaks_of_sharing(outcome)
    goes = [shares and item.going is True for item in answers.items]
    places = range(len(answers.items))
    may_go = tuple(n for n in places if goes[n] and n not in stopped)
    return may_go, tuple(n for n in places if not goes[n] or n in stopped)


def assess(
    answers: Answers, circumstances: Circumstances, on: date, version: str = RULES_VERSION
) -> Assessment:
    """What the law and the guidance of a day say of these answers.

    Pure and total: the same values give the same assessment, and valid values never raise.
    Answers on pages that are not on the route are not looked at. `version` asks an earlier set of
    rules; raises UnknownRuleSet for one that never was.
    """
    rules = None if version == RULES_VERSION else rules_of(version)
    answers = prune(answers)
    outcome = outcome_of(answers)
    lawful = basis_of_its_day(answers, on)
    found = findings_for(lawful, circumstances, outcome, on, rules)
    findings = tuple(one.finding for one in found)
    if_shared = found
    if not speaks_of_sharing(outcome):
        if_shared = findings_for(lawful, circumstances, None, on, rules)

    def if_refused() -> tuple[Found, ...]:
        return findings_for(lawful, circumstances, Outcome.NOT_SHARE, on, rules)

    advised = advise(if_shared, lawful, circumstances, if_refused)
    may_go, stays = _split(answers, findings, outcome)
    return Assessment(
        rules_version=version,
        law_version=LAW_VERSION,
        emergency=is_emergency_path(answers, circumstances, outcome),
        arrangement=answers.start is Start.ROUTINE and outcome in SHARING,
        advice=advised.advice,
        reasons=advised.reasons,
        other_side=advised.other_side,
        route=answered_route(answers),
        findings=findings,
        missing=missing_to_sign(answers, circumstances),
        bases=suggested_bases(answers, circumstances, on),
        conditions=suggested_conditions(answers, circumstances, on),
        checks=seven_checks(answers, circumstances),
        may_go=may_go,
        stays=stays,
    )
