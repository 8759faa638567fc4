"""F. Proportionality: no more than is needed, as seldom and of as few as will do."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.checks import checks_that_say_no
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.danger import is_serious
from decisions.policy.facts.information import going_where
from decisions.policy.facts.recipient import is_access_request
from decisions.policy.rule import Places, Rule
from decisions.policy.terms import (
    Advice,
    Check,
    Effect,
    EmergencyEffect,
    Force,
    InformationCategory,
    LessIntrusive,
    Role,
    Start,
    Sureness,
)

# A manager or the safeguarding lead. The data protection officer knows the law, not the child.
SETTLE_A_DOUBT = frozenset(
    {
        Role.DEPUTY_MANAGER,
        Role.REGISTERED_MANAGER,
        Role.RESPONSIBLE_INDIVIDUAL,
        Role.NOMINATED_ALTERNATE,
        Role.OUTSIDE_SECOND_PERSON,
        Role.SAFEGUARDING_LEAD,
    }
)


def _is_much(answers: Answers, circumstances: Circumstances) -> bool:
    """Does the whole file go, or more pieces than the provider lets go at once?

    Whoever uses their right of access may have all of it: B12 asks a manager to go through it.
    """
    many = len(answers.going) > circumstances.settings.many_items
    much = answers.necessity.whole_file is True or many
    return much and not is_access_request(answers, circumstances)


@Rule(
    "F01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 5; policy P24",
    dated="2018-05",
    says="Something here is not needed for the purpose, or the purpose is not clear.",
    why="What is shared must be needed, fair and right.",
    do="Leave out what is not needed, make the purpose clear, or do not share.",
    points=Advice.SHARE_PART,
)
def a_check_says_no(answers: Answers, circumstances: Circumstances) -> Places:
    not_needed = going_where(answers, lambda item: item.needed is False)
    # Each piece is spoken of by itself, and H01 and H02 speak of the way it travels.
    elsewhere = {Check.RELEVANT, Check.SECURE}
    whole = checks_that_say_no(answers, circumstances) - elsewhere
    return (*not_needed, None) if whole else not_needed


@Rule(
    "F02",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, in doubt consult; policy P12, P24",
    dated="2024-06",
    says="You are not sure about one of the checks.",
    why="When in doubt, two people see more than one.",
    do="Ask your manager or the safeguarding lead, and record what they say.",
    points=Advice.ASK_MANAGER,
)
def not_sure_and_no_advice(answers: Answers, circumstances: Circumstances) -> bool:
    settled = any(one.role in SETTLE_A_DOUBT for one in circumstances.advice)
    return bool(answers.decision.unsure) and not settled


@Rule(
    "F03",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 5(1)(c); GMC guidance on protecting children, no complete records; "
    "policy P21",
    dated="2018-05",
    says="This is the whole file, or a great deal of it.",
    why="Few people need everything. What they do not need is private to the child.",
    do="Choose the pieces that they need. Or ask your manager, and say why it takes this much.",
    points=Advice.SHARE_PART,
    asks_why=True,
)
def whole_file_or_a_great_deal(answers: Answers, circumstances: Circumstances) -> bool:
    return _is_much(answers, circumstances)


@Rule(
    "F08",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="ICO data sharing checklist; policy P21",
    dated="2021-10",
    says="You have not thought about sharing less.",
    why="A smaller share often does the same good.",
    do="Think whether less would do, or say why not.",
    points=Advice.SHARE_PART,
)
def less_not_considered(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.necessity.less_intrusive is LessIntrusive.NOT_CONSIDERED


@Rule(
    "F10",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="ICO ten step guide to sharing information to safeguard children 2023, steps 5 and 6; "
    "policy P28",
    dated="2023-09",
    says="You share this often: with the same people, for the same purpose.",
    why="What is everyday can be agreed once. Then each share is quick.",
    do="Ask your manager about an arrangement to share regularly.",
    points=None,
)
def shared_often_without_an_arrangement(answers: Answers, circumstances: Circumstances) -> bool:
    settings = circumstances.settings
    often = circumstances.earlier_shares + 1 >= settings.routine_shares
    agreed = circumstances.arrangement_in_force or bool(settings.agreement.strip())
    everyday = answers.start is not Start.ROUTINE and not is_serious(answers)
    return often and everyday and not agreed


@Rule(
    "F11",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 35; ICO ten step guide to sharing information to safeguard children "
    "2023, step 5; policy P28",
    dated="2018-05",
    says="Nobody has written down yet what this kind of sharing could do to children's privacy.",
    why="Sharing often, or sharing a lot, is safer once somebody has thought it through.",
    do="Tell your manager. With the data protection officer they make an impact assessment.",
    points=None,
)
def no_impact_assessment(answers: Answers, circumstances: Circumstances) -> bool:
    # What is shared often without an arrangement is F10's: its arrangement brings this one.
    at_scale = answers.start is Start.ROUTINE or _is_much(answers, circumstances)
    return at_scale and not circumstances.settings.impact_assessment.strip()


@Rule(
    "F12",
    Effect.WARN,
    EmergencyEffect.REVIEW,
    Force.CHOICE,
    Sureness.CHOICE,
    source="UK GDPR Article 5(1)(c), one record for each child",
    dated="2026-11",
    says="This tells of another child too.",
    why="Each child has a file of their own.",
    do="Leave the other child out, or make a record for that child too.",
    points=Advice.SHARE_PART,
)
def another_child_goes_too(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    other = InformationCategory.THIRD_PARTY_CHILD
    return going_where(answers, lambda item: item.category is other)
