"""What goes, and what lets it go in law and in confidence."""

from __future__ import annotations

from collections.abc import Callable

from decisions.policy.answers import Answers, Item
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import ADULT_AT, age
from decisions.policy.facts.consent import consent_stands
from decisions.policy.facts.danger import is_referral
from decisions.policy.terms import (
    SERIOUS,
    Basis,
    Gateway,
    LessIntrusive,
    PersonAtRisk,
    ProviderType,
    RecognisedInterest,
    Severity,
    SpecialCondition,
)


def going_where(answers: Answers, question: Callable[[Item], bool]) -> tuple[int, ...]:
    """The places, in the list of items, of those that go and of which the question is true."""
    return tuple(n for n, item in enumerate(answers.items) if item.going and question(item))


def beyond_approval(answers: Answers, circumstances: Circumstances) -> bool | tuple[int, ...]:
    """Does it go to somebody else than was approved, or which of its items were not approved?"""
    approved = circumstances.approved
    if approved is None:
        return False
    if approved.recipient is not None and answers.recipient.agency != approved.recipient:
        return True
    return going_where(answers, lambda item: item.category not in approved.categories)


def names_the_child(answers: Answers) -> bool:
    return answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED


def confidential_goes(answers: Answers) -> bool:
    return any(item.in_confidence for item in answers.going)


SAFEGUARDING_INTERESTS = frozenset(
    {RecognisedInterest.RLI_SAFEGUARDING, RecognisedInterest.RLI_CRIME}
)
SAFEGUARDING_GATEWAYS = frozenset(
    {
        Gateway.CA1989_S17,
        Gateway.CA1989_S47,
        Gateway.CA1989_S20_S31_S22,
        Gateway.CA2004_S10,
        Gateway.CA2004_S11,
        Gateway.CA2004_S16E_F_H,
        Gateway.CA2004_S16LA,
        Gateway.CRIME_POLICING_CSA,
    }
)


def has_safeguarding_basis(answers: Answers) -> bool:
    """A basis that stands although somebody said no.

    The law requires it, a life is at risk, or there is a worry that a safeguarding basis meets:
    everyday welfare does not outweigh a no by the name of its basis.
    """
    reason = answers.basis
    if reason.basis in (Basis.A6_1_C, Basis.A6_1_D):
        return True
    if answers.concern.severity not in SERIOUS | {Severity.CONCERN}:
        return False
    if reason.basis is Basis.A6_1_EA:
        return reason.interest in SAFEGUARDING_INTERESTS
    return reason.basis is Basis.A6_1_E and reason.gateway in SAFEGUARDING_GATEWAYS


def is_council(circumstances: Circumstances) -> bool:
    return circumstances.provider_type is ProviderType.COUNCIL


def relies_on(answers: Answers, condition: SpecialCondition) -> bool:
    return answers.basis.special is condition


def protects_an_adult_only(answers: Answers, circumstances: Circumstances) -> bool:
    """Whom it protects is grown up, and nothing says that they cannot protect themselves."""
    at_risk = set(answers.concern.at_risk)
    if at_risk & {PersonAtRisk.ANOTHER_CHILD, PersonAtRisk.ADULT_AT_RISK}:
        return False
    grown_up = (age(circumstances) or 0) >= ADULT_AT
    if PersonAtRisk.OTHER_ADULT in at_risk and PersonAtRisk.THIS_CHILD not in at_risk:
        return True
    return grown_up


def both_harms_weighed(answers: Answers) -> bool:
    weighed = answers.necessity
    return bool(weighed.harm_if_shared.strip() and weighed.harm_if_not_shared.strip())


def either_harm_weighed(answers: Answers) -> bool:
    weighed = answers.necessity
    return bool(weighed.harm_if_shared.strip() or weighed.harm_if_not_shared.strip())


def needs_public_interest(answers: Answers, circumstances: Circumstances) -> bool:
    """Told in confidence, and neither consent, a legal duty nor a referral lets it go."""
    released = (
        consent_stands(answers, circumstances)
        or answers.basis.basis is Basis.A6_1_C
        or is_referral(answers, circumstances)
    )
    return confidential_goes(answers) and not released


def names_a_law(answers: Answers) -> bool:
    """A provision or an order is named, from the list or in words."""
    return answers.basis.gateway is not None or bool(answers.basis.provision.strip())
