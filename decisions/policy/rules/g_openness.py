"""G. Openness with the child and others: who is told, and what they said."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.rule import Rule
from decisions.policy.terms import Advice, Effect, EmergencyEffect, Force, Sureness, Told

TELLS = frozenset({Told.TOLD, Told.WILL_TELL})


def _reason_and_date(answers: Answers, circumstances: Circumstances) -> bool:
    return bool(answers.openness.why_not.strip()) and answers.openness.look_again_on is not None


@Rule(
    "G01",
    Effect.BLOCK,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 2; "
    "UK GDPR Articles 13 and 14; policy P16",
    dated="2024-05",
    says="The child has not been told, and there is no reason why.",
    why="It is the child's life. They should know what is shared about them.",
    do="Tell the child, say when you will, or write why not.",
    points=Advice.CHECK_FIRST,
    waits_for=("told",),
)
def child_not_told(answers: Answers, circumstances: Circumstances) -> bool:
    told = answers.openness.child_told
    if told in TELLS or told is Told.NOT_WOULD_RAISE_RISK:
        return False
    return not answers.openness.why_not.strip()


@Rule(
    "G02",
    Effect.REASON,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 2; policy P16",
    dated="2024-05",
    says="You will not tell the child yet, because it would raise the risk.",
    why="That can be right. It is rarely right for ever.",
    do="Write what the risk is, and a day to look at it again.",
    points=Advice.CHECK_FIRST,
    follow_up=True,
    explained_by=_reason_and_date,
)
def telling_would_raise_risk(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.openness.child_told is Told.NOT_WOULD_RAISE_RISK


@Rule(
    "G03",
    Effect.REASON,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="Children's Homes Regulations 2015, regulation 7, the child's views; policy P22",
    dated="2015-04",
    says="The child's own words are not here.",
    why="What the child wants and feels belongs in the decision.",
    do="Write what they said, or say why you could not ask.",
    points=Advice.CHECK_FIRST,
    waits_for=("child",),
)
def no_words_from_the_child(answers: Answers, circumstances: Circumstances) -> bool:
    return not answers.agreement.words.strip()
