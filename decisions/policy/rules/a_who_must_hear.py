"""A. Who must hear of it: notices of serious events, a child who is missing, and others at risk."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import hours_are_over
from decisions.policy.facts.danger import abuse_reported, is_referral
from decisions.policy.facts.telling import SAME_EPISODE, has_heard, learned_at, ofsted_has_notice
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import (
    FIRST_RESPONDERS,
    OTHERS_AT_RISK,
    POLICE,
    SERIOUS,
    Advice,
    AgencyType,
    Effect,
    EmergencyEffect,
    Force,
    Harm,
    Outcome,
    PersonPart,
    Severity,
    Sureness,
)

PLACING = frozenset({AgencyType.LA_PLACING, AgencyType.LA_EDT})
# The area authority, and its designated officer for what is said about staff.
AREA_OR_LADO = frozenset({AgencyType.LA_AREA, AgencyType.MASH_FRONT_DOOR, AgencyType.LADO})


def _waits_for_no_words(answers: Answers, circumstances: Circumstances) -> bool:
    """A referral never waits, and a refusal is asked only for its own reasons."""
    refused = answers.decision.outcome is Outcome.NOT_SHARE
    reasons = refused and bool(answers.decision.reasons.strip())
    return reasons or is_referral(answers, circumstances)


def _says_who_was_told(answers: Answers, circumstances: Circumstances) -> bool:
    told = bool(answers.concern.already_reported.strip())
    return told or _waits_for_no_words(answers, circumstances)


@Rule(
    "A10",
    Effect.REASON,
    EmergencyEffect.TASK,
    Force.LAW,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulation 40(4)(a)",
    dated="2015-04",
    says="Ofsted has not been told of this sexual exploitation.",
    why="A home tells Ofsted without delay, even where it is only suspected.",
    do="Give Ofsted notice now, or say who does it and when.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
    explained_by=_waits_for_no_words,
)
def exploitation_without_a_notice(answers: Answers, circumstances: Circumstances) -> bool:
    exploited = Harm.CSE in answers.concern.harms
    return exploited and not ofsted_has_notice(answers, circumstances)


@Rule(
    "A11",
    Effect.REASON,
    EmergencyEffect.TASK,
    Force.LAW,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulations 34 and 40(4)(c)",
    dated="2015-04",
    says="Not everybody who must hear of this allegation has been told.",
    why="Ofsted, the placing authority and the LADO or the area's council must all know.",
    do="Tell those who do not know yet, or say who does it and when.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
    explained_by=_says_who_was_told,
)
def allegation_not_passed_on(answers: Answers, circumstances: Circumstances) -> bool:
    of_staff = Harm.STAFF_ALLEGATION
    placing = has_heard(answers, circumstances, PLACING, of_staff)
    area = has_heard(answers, circumstances, AREA_OR_LADO, of_staff)
    council = area or circumstances.placed_by_its_area
    all_told = placing and council and ofsted_has_notice(answers, circumstances)
    return of_staff in answers.concern.harms and not all_told


@Rule(
    "A12",
    Effect.WARN,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="Modern Slavery Act 2015, section 52; National Referral Mechanism",
    dated="2015-11",
    says="This may be trafficking, and nobody who can refer it has been told.",
    why="The police, the council and other first responders can get the child special help.",
    do="Tell the child's social worker or the police that you think of trafficking.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def trafficking_without_a_first_responder(answers: Answers, circumstances: Circumstances) -> bool:
    trafficking = Harm.TRAFFICKING_MODERN_SLAVERY
    if trafficking not in answers.concern.harms or abuse_reported(answers, circumstances):
        return False
    return not has_heard(answers, circumstances, FIRST_RESPONDERS, trafficking)


@Rule(
    "A13",
    Effect.REASON,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE statutory guidance on children who run away or go missing 2014; "
    "Children's Homes Regulations 2015, regulation 34(4)",
    dated="2014-01",
    says="A child is missing, and the police or the placing authority may not know.",
    why="The police search, and the placing authority must know where the child is.",
    do="Tell both now, or say who has told them.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
    explained_by=_says_who_was_told,
)
def missing_and_not_reported(answers: Answers, circumstances: Circumstances) -> bool:
    since = learned_at(answers, circumstances) - SAME_EPISODE
    police = has_heard(answers, circumstances, POLICE, Harm.MISSING, since=since)
    placing = has_heard(answers, circumstances, PLACING, Harm.MISSING, since=since)
    return _is_missing(answers) and not (police and placing)


def _is_missing(answers: Answers) -> bool:
    """Is the child away now? A worry about going missing, on another day, is not that."""
    concern = answers.concern
    grave = concern.severity in SERIOUS | {Severity.UNKNOWN}
    return Harm.MISSING in concern.harms and grave and concern.returned_at is None


@Rule(
    "A14",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="DfE statutory guidance on children who run away or go missing 2014, "
    "return home interviews",
    dated="2014-01",
    says="The child came back some days ago. No talk with somebody independent is recorded.",
    why="The council offers a child this talk within 72 hours. It can show why they went.",
    do="Ask the placing authority to offer the talk, and write down what they say.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def no_return_interview(answers: Answers, circumstances: Circumstances) -> bool:
    concern, soon = answers.concern, circumstances.settings.return_interview_hours
    late = hours_are_over(concern.returned_at, soon, circumstances)
    return late and concern.return_interview_offered is not True


@Rule(
    "A15",
    # The manager is who can put two records together, so it does not hang on staff to say so.
    Effect.NOTIFY,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.CHOICE,
    source="Founding policy, seeing patterns; how many make a pattern is the provider's choice; "
    "policy P06",
    dated="2024-06",
    says="The same person, place, vehicle or telephone stands in other records.",
    why="Small things that come back can show harm that one record does not.",
    do="Your manager is told, and can look at these records together.",
    points=None,
    outcomes=EVERY_RECORD,
)
def part_of_a_pattern(answers: Answers, circumstances: Circumstances) -> bool:
    # What is counted stands in other records: this child and this day come on top.
    found, settings = circumstances.pattern, circumstances.settings
    children = found.children + 1 >= settings.pattern_children
    return children or found.episodes + 1 >= settings.pattern_episodes


@Rule(
    "A16",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rules 5 and 6; policy P04",
    dated="2024-05",
    says="Somebody else may be harmed too, and only this child is thought of.",
    why="Another child, or an adult, may need to be kept safe as well.",
    do="Say who else is at risk, and tell those who can protect them.",
    points=Advice.SHARE,
    outcomes=EVERY_RECORD,
)
def others_not_thought_of(answers: Answers, circumstances: Circumstances) -> bool:
    harmed = any(person.part is PersonPart.MAY_BE_HARMED for person in answers.people)
    shown = harmed or Harm.POSES_RISK_TO_OTHERS in answers.concern.harms
    return shown and OTHERS_AT_RISK.isdisjoint(answers.concern.at_risk)
