"""Which lawful basis and conditions fit, best first, each with its why.

The cases follow the table of default suggestions in the law and practice reference. Only what was
in force on the day, and what this kind of provider may use, is ever offered. A person confirms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from decisions.policy.answers import Answers
from decisions.policy.assessment import LawfulSuggestion
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import is_in_danger_now
from decisions.policy.facts.danger import is_child_sexual_abuse, is_serious
from decisions.policy.facts.information import is_council
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.law import (
    Kind,
    bases_on,
    conditions_on,
    in_force_on,
    offence_conditions_on,
)
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    AgencyType,
    Basis,
    Gateway,
    OffenceCondition,
    Purpose,
    RecognisedInterest,
    RequestFeature,
    SpecialCondition,
    Start,
    Understanding,
)

SAFEGUARDING = RecognisedInterest.RLI_SAFEGUARDING
PUBLIC_TASK = RecognisedInterest.RLI_PUBLIC_TASK_REQUEST
P2, P6 = SpecialCondition.A9_2_H_SCH1_P2, SpecialCondition.A9_2_G_SCH1_P6
P10, P18 = SpecialCondition.A9_2_G_SCH1_P10, SpecialCondition.A9_2_G_SCH1_P18
P36 = OffenceCondition.A10_SCH1_P36


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


@dataclass(frozen=True)
class Way:
    """One basis with what belongs to it, and why it fits."""

    basis: Basis
    why: str
    interest: RecognisedInterest | None = None
    gateway: Gateway | None = None


def _task(gateway: Gateway, why: str) -> Way:
    return Way(Basis.A6_1_E, why, gateway=gateway)


def _duty(why: str, gateway: Gateway | None = None) -> Way:
    return Way(Basis.A6_1_C, why, gateway=gateway)


LIFE_AT_RISK = Way(Basis.A6_1_D, "It can save a life.")
PROTECTS = Way(Basis.A6_1_EA, "It protects a child, or an adult at risk.", SAFEGUARDING)
WELL_BEING = Way(Basis.A6_1_EA, "It is for the child's well-being.", SAFEGUARDING)
FIGHTS_CRIME = Way(
    Basis.A6_1_EA, "It helps to stop or look into a crime.", RecognisedInterest.RLI_CRIME
)
THEY_ASK = Way(
    Basis.A6_1_EA, "They ask for their public task, and their request says so.", PUBLIC_TASK
)
GOOD_REASON = Way(
    Basis.A6_1_F, "There is a good reason, and it does not outweigh what is best for the child."
)
CHOICE = Way(Basis.A6_1_A, "The child has a free choice here.")
HARM_TASK = _task(Gateway.CA1989_S47, "The council must look into harm to a child.")
CARE_TASK = _task(Gateway.CA1989_S20_S31_S22, "The council looks after this child.")
TOGETHER = _task(Gateway.CA2004_S10, "Those who work with a child work together.")
CRIME_TASK = _task(Gateway.CDA1998_S115, "The law lets us share to prevent crime.")
ORDER = _duty("A court has ordered it.", Gateway.COURT_ORDER)
NOTICE = _duty("The law asks the home for this notice.", Gateway.CHR2015_R40)
MOVE_NOTICE = _duty("The law asks for notice of a move.", Gateway.CHR2015_R41)
OFSTED_ASKS = _duty("Ofsted may ask for this by law.", Gateway.CSA2000_S31)

# For homes that a council does not run; the last one stands where the newer law is not in force.
PRIVATE: dict[Case, tuple[Way, ...]] = {
    Case.LIFE: (LIFE_AT_RISK, PROTECTS, GOOD_REASON),
    Case.PROTECT: (PROTECTS, THEY_ASK, FIGHTS_CRIME, GOOD_REASON),
    Case.CRIME: (FIGHTS_CRIME, THEY_ASK, PROTECTS, GOOD_REASON),
    Case.NOTICE: (NOTICE, PROTECTS, GOOD_REASON),
    Case.COURT: (ORDER, GOOD_REASON),
    Case.INSPECTION: (OFSTED_ASKS, THEY_ASK, GOOD_REASON),
    Case.HEALTH: (WELL_BEING, GOOD_REASON),
    Case.EDUCATION: (WELL_BEING, GOOD_REASON),
    Case.MOVE: (WELL_BEING, MOVE_NOTICE, GOOD_REASON),
    Case.CARE: (THEY_ASK, WELL_BEING, GOOD_REASON),
    Case.OPTIONAL: (CHOICE,),
    Case.WELFARE: (WELL_BEING, GOOD_REASON),
}
COUNCIL: dict[Case, tuple[Way, ...]] = {
    Case.LIFE: (LIFE_AT_RISK, HARM_TASK),
    Case.PROTECT: (HARM_TASK, CARE_TASK),
    Case.CRIME: (CRIME_TASK, HARM_TASK),
    Case.NOTICE: (NOTICE, CARE_TASK),
    Case.COURT: (ORDER, CARE_TASK),
    Case.INSPECTION: (OFSTED_ASKS, CARE_TASK),
    Case.HEALTH: (CARE_TASK, TOGETHER),
    Case.EDUCATION: (CARE_TASK, TOGETHER),
    Case.MOVE: (CARE_TASK, MOVE_NOTICE),
    Case.CARE: (CARE_TASK, TOGETHER),
    Case.OPTIONAL: (CHOICE,),
    Case.WELFARE: (CARE_TASK, TOGETHER),
}
SPECIAL: dict[Case, tuple[SpecialCondition, ...]] = {
    Case.LIFE: (SpecialCondition.A9_2_C, P18),
    Case.PROTECT: (P18, P2),
    Case.CRIME: (P10, P18),
    Case.NOTICE: (P6, P18),
    Case.COURT: (SpecialCondition.A9_2_F,),
    Case.INSPECTION: (P6, P2),
    Case.HEALTH: (P2,),
    Case.EDUCATION: (P2, P18),
    Case.MOVE: (P2, P18),
    Case.CARE: (P2, P18),
    Case.OPTIONAL: (SpecialCondition.A9_2_A,),
    Case.WELFARE: (P2, P18),
}
# Nothing is offered for a choice of the child's: offence information stays at home there.
OFFENCE: dict[Case, tuple[OffenceCondition, ...]] = {
    **dict.fromkeys(Case, (P36,)),
    Case.LIFE: (OffenceCondition.A10_SCH1_P30, P36),
    Case.COURT: (OffenceCondition.A10_SCH1_P33, P36),
    Case.OPTIONAL: (),
}


def case_of(answers: Answers, circumstances: Circumstances) -> Case:
    """The case that decides the defaults: danger first, then purpose, then who receives it.

    What is shared regularly is everyday welfare, or what its purpose says in calm.
    """
    if answers.start is Start.ROUTINE:
        everyday = BY_PURPOSE.get(answers.purpose.code, Case.WELFARE)
        return Case.WELFARE if everyday is Case.PROTECT else everyday
    if is_in_danger_now(answers):
        return Case.LIFE
    if is_serious(answers) or is_child_sexual_abuse(answers):
        return Case.PROTECT
    if answers.purpose.code in BY_PURPOSE:
        return BY_PURPOSE[answers.purpose.code]
    kind = recipient_type(answers, circumstances)
    if kind in POLICE | {AgencyType.OTHER_LAW_ENFORCEMENT}:
        return Case.CRIME
    return Case.CARE if kind in CHILDRENS_SOCIAL_CARE else Case.WELFARE


def _fits(way: Way, answers: Answers) -> bool:
    stated = RequestFeature.STATES_PUBLIC_TASK in answers.request.features
    return way.interest is not PUBLIC_TASK or (answers.was_asked and stated)


def suggested_conditions(
    answers: Answers, circumstances: Circumstances, on: date
) -> tuple[SpecialCondition, ...]:
    """Conditions for sensitive information, best first; none where nothing sensitive may go."""
    if not any(item.category.special and item.going is not False for item in answers.items):
        return ()
    offered = {row.code for row in conditions_on(on, circumstances.provider_type)}
    cannot = answers.agreement.understanding is Understanding.DOES_NOT
    return tuple(
        condition
        for condition in SPECIAL[case_of(answers, circumstances)]
        if condition.value in offered and (cannot or condition is not SpecialCondition.A9_2_C)
    )


def suggested_offence_conditions(
    answers: Answers, circumstances: Circumstances, on: date
) -> tuple[OffenceCondition, ...]:
    """Conditions for offence information, best first; none where no such information may go."""
    if not any(item.category.criminal and item.going is not False for item in answers.items):
        return ()
    offered = {row.code for row in offence_conditions_on(on, circumstances.provider_type)}
    cannot = answers.agreement.understanding is Understanding.DOES_NOT
    return tuple(
        condition
        for condition in OFFENCE[case_of(answers, circumstances)]
        if condition.value in offered and (cannot or condition is not OffenceCondition.A10_SCH1_P30)
    )


def suggested_bases(
    answers: Answers, circumstances: Circumstances, on: date
) -> tuple[LawfulSuggestion, ...]:
    """Lawful bases that fit, best first, each with the conditions that go with it."""
    ways = (COUNCIL if is_council(circumstances) else PRIVATE)[case_of(answers, circumstances)]
    offered = {row.code for row in bases_on(on, circumstances.provider_type)}
    gateways = {row.code for row in in_force_on(Kind.GATEWAY, on, circumstances.provider_type)}
    special = suggested_conditions(answers, circumstances, on)
    offence = suggested_offence_conditions(answers, circumstances, on)
    return tuple(
        LawfulSuggestion(
            basis=way.basis,
            interest=way.interest,
            gateway=way.gateway if way.gateway and way.gateway.value in gateways else None,
            special=special[0] if special else None,
            offence=offence[0] if offence else None,
            why=way.why,
        )
        for way in ways
        if way.basis.value in offered and _fits(way, answers)
    )
