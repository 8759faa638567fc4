"""What kind of share this is, as the law's defaults tell them apart."""

from __future__ import annotations

from enum import Enum

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import is_in_danger_now
from decisions.policy.facts.danger import is_child_sexual_abuse, is_serious
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    AgencyType,
    Purpose,
    RequestFeature,
    Start,
)


class Case(Enum):
    """What kind of share this is, as the law's defaults tell them apart."""

    LIFE = "life at risk now"
    PROTECT = "harm, or enquiries into harm"
    CRIME = "crime"
    NOTICE = "a notice that the law asks for"
    COURT = "a court or a claim"
    INSPECTION = "an inspection"
    HEALTH = "health care"
    EDUCATION = "school or learning"
    MOVE = "a move"
    CARE = "the child's care plan"
    OPTIONAL = "a choice of the child's"
    WELFARE = "everyday welfare"


BY_PURPOSE: dict[Purpose | None, Case] = {
    Purpose.PROTECT_FROM_HARM: Case.PROTECT,
    Purpose.INVESTIGATE_HARM: Case.PROTECT,
    Purpose.CRIME: Case.CRIME,
    Purpose.HEALTH_CARE: Case.HEALTH,
    Purpose.EDUCATION: Case.EDUCATION,
    Purpose.CARE_PLANNING: Case.CARE,
    Purpose.PLACEMENT_MOVE: Case.MOVE,
    Purpose.STATUTORY_NOTICE: Case.NOTICE,
    Purpose.COURT_OR_CLAIM: Case.COURT,
    Purpose.INSPECTION: Case.INSPECTION,
    Purpose.ACTIVITY: Case.OPTIONAL,
    Purpose.PUBLICITY: Case.OPTIONAL,
}
# Where the purpose says little, whoever receives it decides.
BY_RECIPIENT: dict[AgencyType | None, Case] = {
    **dict.fromkeys(POLICE | {AgencyType.OTHER_LAW_ENFORCEMENT}, Case.CRIME),
    **dict.fromkeys(CHILDRENS_SOCIAL_CARE, Case.CARE),
    AgencyType.HEALTH_GP: Case.HEALTH,
    AgencyType.HEALTH_HOSPITAL: Case.HEALTH,
    AgencyType.HEALTH_CAMHS: Case.HEALTH,
    AgencyType.HEALTH_LAC_NURSE: Case.HEALTH,
    AgencyType.HEALTH_SEXUAL: Case.HEALTH,
    AgencyType.SCHOOL: Case.EDUCATION,
    AgencyType.VIRTUAL_SCHOOL: Case.EDUCATION,
    AgencyType.COLLEGE: Case.EDUCATION,
    AgencyType.COURT: Case.COURT,
    AgencyType.OFSTED: Case.INSPECTION,
}


def court_orders(answers: Answers, circumstances: Circumstances) -> bool:
    """An order came with the request, or a court itself receives it: a claim alone is no order."""
    ordered = answers.was_asked and RequestFeature.COURT_ORDER in answers.request.features
    return ordered or recipient_type(answers, circumstances) is AgencyType.COURT


def goes_to_ofsted(answers: Answers, circumstances: Circumstances) -> bool:
    return recipient_type(answers, circumstances) is AgencyType.OFSTED


def _required_by_law(answers: Answers, circumstances: Circumstances) -> Case | None:
    """What a law or an order asks for, whatever the harm that it is about."""
    purpose = answers.purpose.code
    if purpose is Purpose.STATUTORY_NOTICE:
        return Case.NOTICE
    if RequestFeature.COURT_ORDER in answers.request.features:
        return Case.COURT
    ordered = purpose is Purpose.COURT_OR_CLAIM and court_orders(answers, circumstances)
    inspects = purpose is Purpose.INSPECTION and goes_to_ofsted(answers, circumstances)
    return Case.COURT if ordered else Case.INSPECTION if inspects else None


def case_of(answers: Answers, circumstances: Circumstances) -> Case:
    """The case that decides the defaults: danger now, what the law asks for, harm, then purpose.

    What is shared regularly is everyday welfare, or what its purpose says in calm.
    """
    purpose = answers.purpose.code
    if answers.start is Start.ROUTINE:
        everyday = BY_PURPOSE.get(purpose, Case.WELFARE)
        return Case.WELFARE if everyday is Case.PROTECT else everyday
    if is_in_danger_now(answers):
        return Case.LIFE
    required = _required_by_law(answers, circumstances)
    if required is not None:
        return required
    if is_serious(answers) or is_child_sexual_abuse(answers):
        return Case.PROTECT
    if purpose in BY_PURPOSE:
        return BY_PURPOSE[purpose]
    if answers.start is Start.MOVE:
        return Case.MOVE
    return BY_RECIPIENT.get(recipient_type(answers, circumstances), Case.WELFARE)
