"""The lawful ways to share in each case: bases with what belongs to them, best first.

The cases follow the table of default suggestions in the law and practice reference. Whatever
stands here is offered only where it fits the answers and is law on the day.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from decisions.policy.answers import Answers
from decisions.policy.cases import Case, case_of, court_orders, goes_to_ofsted
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import has_died
from decisions.policy.facts.danger import is_child_sexual_abuse
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.terms import (
    AREA_AUTHORITY,
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    SAFEGUARDING_DUTY_BODIES,
    Basis,
    Gateway,
    OffenceCondition,
    RecognisedInterest,
    RequestFeature,
    SpecialCondition,
)

Fits = Callable[[Answers, Circumstances], bool]

SAFEGUARDING = RecognisedInterest.RLI_SAFEGUARDING
PUBLIC_TASK = RecognisedInterest.RLI_PUBLIC_TASK_REQUEST
P2, P6 = SpecialCondition.A9_2_H_SCH1_P2, SpecialCondition.A9_2_G_SCH1_P6
P10, P18 = SpecialCondition.A9_2_G_SCH1_P10, SpecialCondition.A9_2_G_SCH1_P18
P36 = OffenceCondition.A10_SCH1_P36


# What a way hangs on besides its case


def _always(answers: Answers, circumstances: Circumstances) -> bool:
    return True


def _request_states_public_task(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.was_asked and RequestFeature.STATES_PUBLIC_TASK in answers.request.features


def _goes_to_the_area(answers: Answers, circumstances: Circumstances) -> bool:
    """To the council that is told of moves; one that places the child itself is not."""
    area = recipient_type(answers, circumstances) in AREA_AUTHORITY
    moved = not has_died(circumstances) and not circumstances.placed_by_its_area
    return area and moved


def _goes_to_a_duty_body(answers: Answers, circumstances: Circumstances) -> bool:
    return recipient_type(answers, circumstances) in SAFEGUARDING_DUTY_BODIES


def _reports_sexual_abuse(answers: Answers, circumstances: Circumstances) -> bool:
    to_them = recipient_type(answers, circumstances) in CHILDRENS_SOCIAL_CARE | POLICE
    return to_them and is_child_sexual_abuse(answers)


@dataclass(frozen=True)
class Way:
    """One basis with what belongs to it, why it fits, and what it hangs on."""

    basis: Basis
    why: str
    interest: RecognisedInterest | None = None
    gateway: Gateway | None = None
    fits: Fits = _always


def _task(gateway: Gateway, why: str) -> Way:
    return Way(Basis.A6_1_E, why, gateway=gateway)


def _duty(gateway: Gateway, why: str, fits: Fits = _always) -> Way:
    return Way(Basis.A6_1_C, why, gateway=gateway, fits=fits)


LIFE_AT_RISK = Way(Basis.A6_1_D, "It can save a life.")
PROTECTS = Way(Basis.A6_1_EA, "It protects a child, or an adult at risk.", SAFEGUARDING)
WELL_BEING = Way(Basis.A6_1_EA, "It is for the child's well-being.", SAFEGUARDING)
FIGHTS_CRIME = Way(
    Basis.A6_1_EA, "It helps to stop or look into a crime.", RecognisedInterest.RLI_CRIME
)
THEY_ASK = Way(
    Basis.A6_1_EA,
    "They ask for their public task, and their request says so.",
    PUBLIC_TASK,
    fits=_request_states_public_task,
)
GOOD_REASON = Way(
    Basis.A6_1_F, "There is a good reason, and it does not outweigh what is best for the child."
)
CHOICE = Way(Basis.A6_1_A, "The child has a free choice here.")
HARM_TASK = _task(Gateway.CA1989_S47, "The council must look into harm to a child.")
CARE_TASK = _task(Gateway.CA1989_S20_S31_S22, "The council looks after this child.")
TOGETHER = _task(Gateway.CA2004_S10, "Those who work with a child work together.")
CRIME_TASK = _task(Gateway.CDA1998_S115, "The law lets us share to prevent crime.")
ORDER = _duty(Gateway.COURT_ORDER, "A court has ordered it.", court_orders)
NOTICE = _duty(Gateway.CHR2015_R40, "The law asks the home for this notice.")
MOVE_NOTICE = _duty(Gateway.CHR2015_R41, "The law asks for notice of a move.", _goes_to_the_area)
OFSTED_ASKS = _duty(Gateway.CSA2000_S31, "Ofsted may ask for this by law.", goes_to_ofsted)
MUST_REPORT = _duty(
    Gateway.CRIME_POLICING_CSA,
    "The law asks for a report of child sexual abuse.",
    _reports_sexual_abuse,
)
MUST_SHARE = _duty(
    Gateway.CA2004_S16LA,
    "The law asks those who work with a child to share what keeps the child safe.",
    _goes_to_a_duty_body,
)
# Duties that bind from a day of their own: behind the first way, wherever they can apply.
DUTIES = (MUST_REPORT, MUST_SHARE)
WITHOUT_DUTIES = frozenset({Case.NOTICE, Case.COURT, Case.INSPECTION, Case.OPTIONAL})

# For homes that a council does not run; the last one stands where the newer law is not in force.
PRIVATE: dict[Case, tuple[Way, ...]] = {
    Case.LIFE: (LIFE_AT_RISK, PROTECTS, GOOD_REASON),
    Case.PROTECT: (PROTECTS, THEY_ASK, FIGHTS_CRIME, GOOD_REASON),
    Case.CRIME: (FIGHTS_CRIME, THEY_ASK, PROTECTS, GOOD_REASON),
    Case.NOTICE: (MOVE_NOTICE, NOTICE, PROTECTS, GOOD_REASON),
    Case.COURT: (ORDER, THEY_ASK, GOOD_REASON),
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
    Case.NOTICE: (MOVE_NOTICE, NOTICE, CARE_TASK),
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
# None is offered where offence information is rarely needed, or stays at home.
OFFENCE: dict[Case, tuple[OffenceCondition, ...]] = {
    **dict.fromkeys(Case, (P36,)),
    Case.LIFE: (OffenceCondition.A10_SCH1_P30, P36),
    Case.COURT: (OffenceCondition.A10_SCH1_P33, P36),
    Case.HEALTH: (),
    Case.EDUCATION: (),
    Case.OPTIONAL: (),
}


def ways_in(
    answers: Answers, circumstances: Circumstances, council: bool, law: AbstractSet[str]
) -> tuple[Way, ...]:
    """The ways that fit and are law, best first; a duty stands behind the first of them."""

    def fits(way: Way) -> bool:
        leans_on = {way.basis.value} | ({way.gateway.value} if way.gateway else set())
        return leans_on <= law and way.fits(answers, circumstances)

    case = case_of(answers, circumstances)
    ways = tuple(way for way in (COUNCIL if council else PRIVATE)[case] if fits(way))
    duties = () if case in WITHOUT_DUTIES else tuple(way for way in DUTIES if fits(way))
    return (*ways[:1], *duties, *ways[1:])
