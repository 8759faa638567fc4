"""I. Decision: its reason, its time, its conditions, and what was advised."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import (
    hours_are_over,
    outcome_of,
    shares_from_its_first_page,
    today,
)
from decisions.policy.facts.danger import is_serious
from decisions.policy.facts.recipient import is_outsider
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import (
    SEALABLE,
    SHARING,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Outcome,
    Role,
    Sureness,
)

# Those whose advice is either followed or answered with a reason.
ADVISERS = frozenset(
    {
        Role.DEPUTY_MANAGER,
        Role.REGISTERED_MANAGER,
        Role.RESPONSIBLE_INDIVIDUAL,
        Role.NOMINATED_ALTERNATE,
        Role.OUTSIDE_SECOND_PERSON,
        Role.SAFEGUARDING_LEAD,
        Role.DATA_PROTECTION_OFFICER,
    }
)


@Rule(
    "I01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 7; "
    "ICO data sharing decision form; policy P26",
    dated="2024-05",
    says="There is no reason yet.",
    why="A decision to share, or not to share, always has its reason written down.",
    do="Write why, in your own words.",
    points=Advice.CHECK_FIRST,
    outcomes=EVERY_RECORD,
)
def no_reason(answers: Answers, circumstances: Circumstances) -> bool:
    if shares_from_its_first_page(answers):
        return not answers.urgent.why.strip()
    chosen = answers.decision.outcome is not None
    return chosen and not answers.decision.reasons.strip()


@Rule(
    "I06",
    Effect.NOTIFY,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 1; policy P02, P20",
    dated="2024-05",
    says="You could not reach a manager, and someone may be seriously harmed.",
    why="Waiting could let the harm happen.",
    do="Go ahead. A manager looks at it as soon as they can.",
    points=Advice.SHARE,
    follow_up=True,
    waives_approvals=True,
)
def manager_not_reached(answers: Answers, circumstances: Circumstances) -> bool:
    alone = answers.decision.manager_unreachable is True
    return alone and is_serious(answers) and not is_outsider(answers, circumstances)


@Rule(
    "I08",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Exactly what was agreed is what goes; policy P31",
    dated="2026-11",
    says="A manager agreed on a condition, and it is not met yet.",
    why="Their yes counts only together with its condition.",
    do="Do first what they asked for. If you cannot, ask them again.",
    points=Advice.CHECK_FIRST,
)
def conditions_not_met(answers: Answers, circumstances: Circumstances) -> bool:
    approved = circumstances.approved
    return approved is not None and approved.has_conditions and not approved.conditions_met


@Rule(
    "I09",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, timely decisions; policy P24",
    dated="2024-06",
    says="There is no time to decide by.",
    why="A decision without a time is easily forgotten.",
    do="Choose a day and a time.",
    points=None,
    outcomes=(Outcome.DECIDE_LATER,),
)
def later_without_a_time(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.decision.decide_at is None


@Rule(
    "I10",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Timely decisions; policy P24",
    dated="2026-11",
    says="The time to decide this has passed.",
    why="A decision that waits can leave the child without help.",
    do="Decide now. If you cannot, tell the manager on call.",
    points=None,
    outcomes=(Outcome.DECIDE_LATER,),
    follow_up=True,
)
def later_has_passed(answers: Answers, circumstances: Circumstances) -> bool:
    by = answers.decision.decide_at
    return by is not None and by < circumstances.now


@Rule(
    "I11",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, training and refreshers; ICO audit toolkit; policy P10",
    dated="2024-06",
    says="Training in sharing information has run out, or is not on record.",
    why="Training keeps judgement fresh. It never stops you from recording or sharing.",
    do="Tell your manager, who sees to the training.",
    points=None,
    outcomes=EVERY_RECORD,
)
def author_not_trained(answers: Answers, circumstances: Circumstances) -> bool:
    until = circumstances.author_trained_until
    if until is None:
        # A home that keeps no training dates here is not told that all of them are missing.
        return circumstances.settings.training_recorded
    return until < today(circumstances)


@Rule(
    "I12",
    Effect.REASON,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="ICO audit toolkit, recording advice; policy P12, P26",
    dated="2021-10",
    says="You decide otherwise than you were advised.",
    why="You may. Whoever reads this later needs to know why.",
    do="Say why you do not follow the advice.",
    points=Advice.ASK_MANAGER,
    outcomes=EVERY_RECORD,
)
def advice_not_followed(answers: Answers, circumstances: Circumstances) -> bool:
    outcome = outcome_of(answers)
    against = {Advice.DO_NOT_SHARE} if outcome in SHARING else {Advice.SHARE, Advice.SHARE_PART}
    given = (one for one in circumstances.advice if one.role in ADVISERS)
    return outcome in SEALABLE and any(one.advises in against for one in given)


@Rule(
    "I13",
    Effect.REASON,
    EmergencyEffect.SAME,
    Force.LAW,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulation 36, signed and dated entries",
    dated="2015-04",
    says="This is being recorded late.",
    why="Both times are kept: when it happened, and when you wrote it.",
    do="Say why it is late.",
    points=Advice.CHECK_FIRST,
    outcomes=EVERY_RECORD,
)
def recorded_late(answers: Answers, circumstances: Circumstances) -> bool:
    happened, soon = answers.request.occurred_at, circumstances.settings.retrospective_hours
    return hours_are_over(happened, soon, circumstances)
