"""`assess`: answers, circumstances and a date in, an assessment out. It decides nothing."""

from __future__ import annotations

from datetime import date

from decisions.policy.advice import advise
from decisions.policy.answers import Answers
from decisions.policy.assessment import Assessment, Finding
from decisions.policy.checks import seven_checks
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.recipient import is_emergency_path
from decisions.policy.findings import findings_for
from decisions.policy.law import provision
from decisions.policy.route import answered_route, missing, prune
from decisions.policy.suggest import suggested_bases, suggested_conditions
from decisions.policy.terms import SHARING, Effect, Outcome, Start
from decisions.policy.versions import LAW_VERSION, RULES_VERSION

# What even an emergency must say: who, what, to whom and when.
ESSENTIAL = frozenset(
    {
        "request.agency_type",
        "request.agency_name",
        "request.verification",
        "request.role_with_child",
        "request.doubt",
        "request.occurred_at",
        "transfer.agency_type",
        "transfer.agency_name",
        "transfer.contact",
        "urgent.said",
        "urgent.why",
        "items",
        "decision.outcome",
        "decision.reasons",
    }
)
# What a referral by the home itself does not wait for: the law, and who else it speaks of.
FOLLOWS_A_REFERRAL = ("basis.", "people")


def _basis_of_its_day(answers: Answers, on: date) -> Answers:
    """A basis that was not yet law, or no longer is, is no basis.

    One that is law but not for this provider stays: a rule of its own speaks of that.
    """
    chosen = answers.basis.basis
    if chosen is None or provision(chosen).in_force(on):
        return answers
    return answers.changed(basis=answers.basis.changed(basis=None))


def _still_missing(
    answers: Answers, circumstances: Circumstances, outcome: Outcome | None
) -> tuple[str, ...]:
    """What must be answered before sealing; an emergency and a referral wait for less."""
    fields = missing(answers)
    if answers.start is Start.ALREADY_SHARED:
        return fields
    if is_emergency_path(answers, circumstances, outcome):
        return tuple(field for field in fields if field in ESSENTIAL)
    if is_referral(answers, circumstances):
        return tuple(field for field in fields if not field.startswith(FOLLOWS_A_REFERRAL))
    return fields


def _split(
    answers: Answers, findings: tuple[Finding, ...], outcome: Outcome | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the items that may go, and of those that stay."""
    stopped = {found.concerns for found in findings if found.effect is Effect.BLOCK}
    shares = outcome is None or outcome in SHARING
    goes = [shares and item.going is True for item in answers.items]
    places = range(len(answers.items))
    may_go = tuple(n for n in places if goes[n] and n not in stopped)
    return may_go, tuple(n for n in places if n not in may_go)


def assess(answers: Answers, circumstances: Circumstances, on: date) -> Assessment:
    """What the law and the guidance of a day say of these answers.

    Pure and total: the same values give the same assessment, and valid values never raise.
    Answers on pages that are not on the route are not looked at.
    """
    answers = prune(answers)
    outcome = outcome_of(answers)
    lawful = _basis_of_its_day(answers, on)
    findings = findings_for(lawful, circumstances, outcome, on)
    shares = outcome is None or outcome in SHARING
    if_shared = findings if shares else findings_for(lawful, circumstances, None, on)
    advised = advise(if_shared, lawful, circumstances)
    may_go, stays = _split(answers, findings, outcome)
    return Assessment(
        rules_version=RULES_VERSION,
        law_version=LAW_VERSION,
        emergency=is_emergency_path(answers, circumstances, outcome),
        arrangement=answers.start is Start.ROUTINE and outcome in SHARING,
        advice=advised.advice,
        reasons=advised.reasons,
        other_side=advised.other_side,
        route=answered_route(answers),
        findings=findings,
        missing=_still_missing(answers, circumstances, outcome),
        bases=suggested_bases(answers, circumstances, on),
        conditions=suggested_conditions(answers, circumstances, on),
        checks=seven_checks(answers, circumstances),
        may_go=may_go,
        stays=stays,
    )
