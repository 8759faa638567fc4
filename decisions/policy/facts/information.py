"""What goes, and what lets it go in law and in confidence."""

from __future__ import annotations

from collections.abc import Callable

from decisions.policy.answers import Answers, Item
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import ADULT_AT, OTHER_PEOPLE, age, has_died
from decisions.policy.facts.consent import consent_stands
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.recipient import is_outsider
from decisions.policy.terms import (
    SERIOUS,
    Basis,
    Gateway,
    InformationCategory,
    LessIntrusive,
    PersonAtRisk,
    PersonKind,
    ProviderType,
    RecognisedInterest,
    Severity,
    SpecialCondition,
)


def going_where(answers: Answers, question: Callable[[Item], bool]) -> tuple[int, ...]:
    """The places, in the list of items, of those that go and of which the question is true."""
    return tuple([n for n, item in enumerate(answers.items) if item.going and question(item)])


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


ABOUT_OTHERS = OTHER_PEOPLE | {
    InformationCategory.FAMILY_AND_RESPONSIBILITY,
    InformationCategory.SOURCE_IDENTITY,
}


def speaks_of_the_living(answers: Answers, circumstances: Circumstances) -> bool:
    """Does data protection law speak of it: does the child live, or is somebody else in it?

    It is about living people (UK GDPR recital 27, Data Protection Act 2018 section 3). What was
    told in confidence stays so after a death, and has rules of its own.
    """
    others = any(item.identifies_other or item.category in ABOUT_OTHERS for item in answers.going)
    return others or not has_died(circumstances)


def is_personal_data(answers: Answers, circumstances: Circumstances) -> bool:
    """What names nobody, or nobody who lives, is nobody's personal information."""
    return names_the_child(answers) and speaks_of_the_living(answers, circumstances)


def confidential_goes(answers: Answers) -> bool:
    return any(item.in_confidence for item in answers.going)


def sensitive_goes(answers: Answers) -> bool:
    """Does anything go that is special, about an offence, or of high risk if it leaks?"""
    kinds = {item.category for item in answers.going}
    return any(kind.special or kind.criminal or kind.high_risk for kind in kinds)


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


def has_safeguarding_basis(answers: Answers, circumstances: Circumstances) -> bool:
    """A basis that stands although somebody said no.

    The law requires it, a life is at risk, or there is a worry that a safeguarding basis meets.
    Everyday welfare does not outweigh a no by the name of its basis; nor does telling an outsider,
    which protects nobody.
    """
    reason = answers.basis
    if reason.basis in (Basis.A6_1_C, Basis.A6_1_D):
        return True
    worry = answers.concern.severity in SERIOUS | {Severity.CONCERN}
    if not worry or is_outsider(answers, circumstances):
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


def another_child_in_care_goes(answers: Answers) -> bool:
    """Another child in care is part of it, and something that goes tells of another child."""
    in_care = any(person.kind is PersonKind.LOOKED_AFTER_CHILD for person in answers.people)
    about = InformationCategory.THIRD_PARTY_CHILD
    tells = any(item.identifies_other or item.category is about for item in answers.going)
    return in_care and tells


def interest_is_assessed(answers: Answers) -> bool:
    """The three parts of a legitimate interests assessment: purpose, need and balance."""
    no_need = (None, LessIntrusive.NOT_CONSIDERED)
    needed = answers.necessity.less_intrusive not in no_need
    return bool(answers.purpose.words.strip() and needed and answers.basis.balance.strip())


def names_a_law(answers: Answers) -> bool:
    """A provision or an order is named, from the list or in words."""
    return answers.basis.gateway is not None or bool(answers.basis.provision.strip())
