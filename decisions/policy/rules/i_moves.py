"""I. Moves: what is told of risk when a child moves, and the notice that the law asks for."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import day_of, outcome_of
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import (
    AREA_AUTHORITY,
    SHARING,
    Effect,
    EmergencyEffect,
    Force,
    Gateway,
    InformationCategory,
    Outcome,
    Purpose,
    Start,
    Sureness,
)

# What a new home must know early: risk that is forgotten at a move comes back there.
ABOUT_RISK = frozenset(
    {
        InformationCategory.BEHAVIOUR,
        InformationCategory.INCIDENTS_RESTRAINT,
        InformationCategory.MISSING_EPISODES,
        InformationCategory.EXPLOITATION_INTELLIGENCE,
        InformationCategory.VICTIM_OF_OFFENCE,
        InformationCategory.SUSPECTED_OFFENCE,
        InformationCategory.CONVICTIONS_YOUTH_JUSTICE,
        InformationCategory.SUBSTANCE_USE,
        InformationCategory.MENTAL_HEALTH,
    }
)


def _decides_about_risk(answers: Answers) -> bool:
    """Is this the record of a move, and does it say what becomes of what is known about risk?"""
    of_the_move = answers.start is Start.MOVE or answers.purpose.code is Purpose.PLACEMENT_MOVE
    decided = any(item.category in ABOUT_RISK and item.going is not None for item in answers.items)
    return of_the_move and (decided or answers.decision.outcome is Outcome.NOT_SHARE)


@Rule(
    "I14",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, children who move between authorities; policy P28",
    dated="2024-06",
    says="The child is moving, and nobody has decided yet what to tell about risk.",
    why="What is known about risk is easily lost at a move.",
    do="Decide what those who care for the child next must know. If there is none, say so.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def move_without_a_word_on_risk(answers: Answers, circumstances: Circumstances) -> bool:
    known = circumstances.move_known_on
    told = known is not None and any(
        one.purpose is Purpose.PLACEMENT_MOVE and day_of(one.at) >= known
        for one in circumstances.told
    )
    moves = answers.start is Start.MOVE or known is not None
    return moves and not told and not _decides_about_risk(answers)


def _gives_notice(answers: Answers, circumstances: Circumstances) -> bool:
    """Is this share itself the notice to the area authority?"""
    to_area = recipient_type(answers, circumstances) in AREA_AUTHORITY
    notice = answers.basis.gateway is Gateway.CHR2015_R41
    return to_area and notice and outcome_of(answers) in SHARING


@Rule(
    "I15",
    Effect.INFO,
    EmergencyEffect.TASK,
    Force.LAW,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulation 41",
    dated="2015-04",
    says="The council for this area has not been told that the child moved in or out.",
    why="The law asks for a written notice without delay.",
    do="Send the notice now: name, date of birth, legal status and who placed the child.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def no_notice_of_the_move(answers: Answers, circumstances: Circumstances) -> bool:
    days = [day for day in (circumstances.admitted_on, circumstances.discharged_on) if day]
    if not days or circumstances.placed_by_its_area or _gives_notice(answers, circumstances):
        return False
    since, notice = max(days), Gateway.CHR2015_R41
    return not any(
        one.gateway is notice and one.agency_type in AREA_AUTHORITY and day_of(one.at) >= since
        for one in circumstances.told
    )
