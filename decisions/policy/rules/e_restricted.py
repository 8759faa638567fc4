"""E. Restricted: papers, names, places and pictures that hardly ever leave the home."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import FAMILY
from decisions.policy.facts.consent import consent_leaned_on, consent_stands, covers
from decisions.policy.facts.information import another_child_in_care_goes, going_where
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Effect,
    EmergencyEffect,
    Force,
    InformationCategory,
    PersonKind,
    RequestFeature,
    Sureness,
)

MOST_PRIVATE = frozenset(
    {
        InformationCategory.GENDER_IDENTITY,
        InformationCategory.SEXUALITY,
        InformationCategory.SEXUAL_HEALTH,
        InformationCategory.IMMIGRATION,
    }
)
# Those from whom contact arrangements may keep the place where a child lives.
# Not the virtual school: its head is an officer of the placing authority, which chose the placement
# (Children Act 1989 section 22(3B)).
FAMILY_AND_SCHOOL = FAMILY | {AgencyType.SCHOOL, AgencyType.COLLEGE}


def _going(answers: Answers, category: InformationCategory) -> tuple[int, ...]:
    return going_where(answers, lambda item: item.category is category)


@Rule(
    "E12",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Administration of Justice Act 1960 section 12; Family Procedure Rules 2010 part 12",
    dated="2011-04",
    says="These are court papers.",
    why="Papers of the family court may go only to those whom the rules or the court allow.",
    do="Ask the social worker or a solicitor whether they may be passed on.",
    points=Advice.ASK_MANAGER,
)
def court_papers_go(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    return _going(answers, InformationCategory.COURT_PAPERS)


@Rule(
    "E13",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Children's Homes (England) Regulations 2015 Schedule 3 paragraph 1",
    dated="2015-04",
    says="This is about the child's adoption, or an earlier name.",
    why="The law guards adoption closely. An old name can lead people to the child.",
    do="Leave it out, or take legal advice and write it down. Then ask your manager.",
    points=Advice.CHECK_FIRST,
)
def adoption_without_legal_advice(
    answers: Answers, circumstances: Circumstances
) -> tuple[int, ...]:
    advised = bool(answers.decision.legal_advice.strip())
    return () if advised else _going(answers, InformationCategory.ADOPTION_HISTORY)


@Rule(
    "E13",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Children's Homes (England) Regulations 2015 Schedule 3 paragraph 1",
    dated="2015-04",
    says="This is about the child's adoption, or an earlier name.",
    why="The law guards adoption closely. An old name can lead people to the child.",
    do="Show your manager the legal advice, or leave it out.",
    points=Advice.ASK_MANAGER,
)
def adoption_with_legal_advice(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    advised = bool(answers.decision.legal_advice.strip())
    return _going(answers, InformationCategory.ADOPTION_HISTORY) if advised else ()


@Rule(
    "E14",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="DfE information sharing advice 2024, golden rule 5; contact orders; policy P21",
    dated="2024-05",
    says="This tells where the child lives, and contact is limited.",
    why="An address in the wrong hands can put a child in danger.",
    do="Leave the address out, or ask your manager.",
    points=Advice.SHARE_PART,
)
def address_where_contact_is_restricted(
    answers: Answers, circumstances: Circumstances
) -> tuple[int, ...]:
    outside = RequestFeature.OUTSIDE_CONTACT in answers.request.features
    restricted = circumstances.contact_restricted or outside
    if not restricted or recipient_type(answers, circumstances) not in FAMILY_AND_SCHOOL:
        return ()
    return _going(answers, InformationCategory.PLACEMENT_ADDRESS)


@Rule(
    "E15",
    Effect.NOTIFY,
    EmergencyEffect.SAME,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Protection of Children Act 1978; Criminal Justice Act 1988 section 160",
    dated="1978-08",
    says="The picture itself never goes to anybody, and never into this record.",
    why="It can be a crime to look at, copy or send such a picture, even to help.",
    do="Do not view, copy or send it. Keep the device safe. Call the police.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def indecent_image(answers: Answers, circumstances: Circumstances) -> bool:
    # A record holds no files, so there is none to stop; and the record is never held up.
    return answers.concern.indecent_image is True


@Rule(
    "E17",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Special Educational Needs and Disability Regulations 2014 regulation 17",
    dated="2014-09",
    says="This is from an EHC plan, and no consent to sharing it is on record.",
    why="The law lets a plan go without consent only in a few cases.",
    do="Ask for consent, or say which case it is, such as what is best for the child.",
    points=Advice.CHECK_FIRST,
)
def plan_without_consent(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    plan = InformationCategory.SEND_EHC
    stands = consent_stands(answers, circumstances)
    consent = consent_leaned_on(answers, circumstances) if stands else None
    return going_where(
        answers, lambda item: item.category is plan and not (consent and covers(consent, item))
    )


@Rule(
    "E18",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 5(1)(c), one record for each child; policy P21",
    dated="2018-05",
    says="This tells of another child in care.",
    why="Each child's file holds what is about that child, and no more.",
    do="Leave the other child out, or make a separate record for that child.",
    points=Advice.SHARE_PART,
)
def another_child_in_care_goes_too(answers: Answers, circumstances: Circumstances) -> bool:
    return another_child_in_care_goes(answers)


@Rule(
    "E18",
    Effect.INFO,
    EmergencyEffect.TASK,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 5(1)(c), one record for each child; policy P21",
    dated="2018-05",
    says="Another child in care is part of this.",
    why="Each child's file holds what is about that child, and no more.",
    do="Make a separate record for that child.",
    points=Advice.SHARE_PART,
)
def another_child_in_care_is_part_of_it(answers: Answers, circumstances: Circumstances) -> bool:
    in_care = any(person.kind is PersonKind.LOOKED_AFTER_CHILD for person in answers.people)
    return in_care and not another_child_in_care_goes(answers)


@Rule(
    "E19",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="UK GDPR Article 9; ICO policy document on special category information",
    dated="2018-05",
    says="This is among the most private things about a person.",
    why="If the wrong people hear of it, it can do harm for years.",
    do="Look again at whether they need it. If not, leave it out.",
    points=Advice.SHARE_PART,
)
def most_private_goes(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    return going_where(answers, lambda item: item.category in MOST_PRIVATE)
