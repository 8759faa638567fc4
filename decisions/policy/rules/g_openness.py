"""G. Openness with the child and others: who is told, and what they said."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import ADULT_AT, age, has_died
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Effect,
    EmergencyEffect,
    Force,
    Sureness,
    Told,
)

TELLS = frozenset({Told.TOLD, Told.WILL_TELL})
# Bases to which nobody may object (Article 21): the law requires the share, or a life is at risk.
NO_OBJECTION = frozenset({Basis.A6_1_C, Basis.A6_1_D})


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
    if told in TELLS or told is Told.NOT_WOULD_RAISE_RISK or has_died(circumstances):
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
    chosen = answers.openness.child_told is Told.NOT_WOULD_RAISE_RISK
    return chosen and not has_died(circumstances)


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
)
def no_words_from_the_child(answers: Answers, circumstances: Circumstances) -> bool:
    return not answers.agreement.words.strip() and not has_died(circumstances)


@Rule(
    "G04",
    Effect.REASON,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 2; policy P16",
    dated="2024-05",
    says="Parents have not been told, and there is no reason why.",
    why="Where it is safe, those who are responsible for the child should know.",
    do="Tell them, say when you will, or write why not.",
    points=Advice.CHECK_FIRST,
)
def parents_not_told(answers: Answers, circumstances: Circumstances) -> bool:
    # Not every child has a parent to tell: only what was answered is asked about.
    told = answers.openness.parents_told
    grown_up = (age(circumstances) or 0) >= ADULT_AT
    receives_it = recipient_type(answers, circumstances) is AgencyType.PARENT_PR
    if told is None or told in TELLS or grown_up or receives_it:
        return False
    return not answers.openness.why_not.strip()


@Rule(
    "G05",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Articles 12 and 13; founding policy, informing children; policy P16, P29",
    dated="2018-05",
    says="Nobody has explained to the child yet how their information is used.",
    why="What is shared should never come as a surprise to them.",
    do="Go through the Children's Guide and the privacy notice with the child soon.",
    points=None,
)
def notice_not_explained(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.notice_explained is False and not has_died(circumstances)


@Rule(
    "G06",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Articles 13 and 14; ICO guidance on recognised legitimate interest 2026; "
    "policy P16",
    dated="2026-03",
    says="Our privacy notice does not name this lawful reason.",
    why="People have a right to read beforehand why their information may be shared.",
    do="You can go on. Tell your manager, so that the notice is put right.",
    points=None,
)
def notice_does_not_name_it(answers: Answers, circumstances: Circumstances) -> bool:
    reason, named = answers.basis, circumstances.settings.privacy_notice_names
    interest = reason.interest if reason.basis is Basis.A6_1_EA else None
    chosen = [term.value for term in (reason.basis, interest) if term is not None]
    return bool(named) and any(code not in named for code in chosen)


@Rule(
    "G07",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 21; policy P22",
    dated="2018-05",
    says="Somebody objects to this share.",
    why="They have a right to object, and to an answer. Keeping people safe can outweigh it.",
    do="Write down what they say. Your manager weighs it and answers them.",
    points=Advice.ASK_MANAGER,
    follow_up=True,
)
def somebody_objects(answers: Answers, circumstances: Circumstances) -> bool:
    return bool(answers.agreement.objections) and answers.basis.basis not in NO_OBJECTION
