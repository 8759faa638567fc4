"""I. Decision, approval and authority: reasons, times, and who may say yes."""

from __future__ import annotations

from datetime import timedelta

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.danger import is_serious
from decisions.policy.facts.recipient import is_outsider
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import Advice, Effect, EmergencyEffect, Force, Outcome, Start, Sureness


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
    if answers.start is Start.URGENT:
        return not answers.urgent.why.strip()
    chosen = answers.decision.outcome is not None
    return chosen and not answers.decision.reasons.strip()


@Rule(
    "I02",
    Effect.BLOCK,
    EmergencyEffect.BLOCK,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Separation of recording and approving; policy P31",
    dated="2026-11",
    says="You recorded this, so you cannot approve it.",
    why="A second person sees what the first may miss.",
    do="Ask another manager.",
    points=Advice.ASK_MANAGER,
    outcomes=EVERY_RECORD,
    of_the_review=True,
)
def reviewer_is_author(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.reviewer is not None and circumstances.reviewer.is_author


@Rule(
    "I04",
    Effect.BLOCK,
    # An approval that an emergency still needs is worth nothing from one who may not give it.
    EmergencyEffect.SAME,
    Force.CHOICE,
    Sureness.SOURCED,
    source="ICO audit toolkit, named authority to decide; policy P31",
    dated="2021-10",
    says="You may not approve for this home.",
    why="Only a manager of this home, or one above it, may approve.",
    do="Pass it to somebody who may.",
    points=Advice.ASK_MANAGER,
    outcomes=EVERY_RECORD,
    of_the_review=True,
)
def reviewer_without_authority(answers: Answers, circumstances: Circumstances) -> bool:
    reviewer = circumstances.reviewer
    return reviewer is not None and not reviewer.may_approve_here


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
    points=Advice.CHECK_FIRST,
    outcomes=(Outcome.DECIDE_LATER,),
)
def later_without_a_time(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.decision.decide_at is None


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
    happened = answers.request.occurred_at
    limit = timedelta(hours=circumstances.settings.retrospective_hours)
    return happened is not None and circumstances.now - happened > limit
