"""D. Competence: who may say yes, who understands, and whose no leads."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.consent import (
    agreed_over_the_childs_no,
    capacity_doubted,
    competence_not_shown,
    consent_leaned_on,
    consent_refused,
    given_before_adulthood,
    relies_on_consent,
    responsibility_not_shown,
)
from decisions.policy.facts.information import has_safeguarding_basis
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    VALID_CONSENT,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Sureness,
)


@Rule(
    "D06",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="Gillick competence; ICO guidance on children and lawful bases; policy P19",
    dated="2018-05",
    says="Nobody has checked that the child understands this consent.",
    why="A child under 16 can agree when they understand what it means.",
    do="Talk it through with the child and record what they understood.",
    points=Advice.CHECK_FIRST,
    waits_for=("child",),
)
def competence_not_assessed(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    standing = consent.state in VALID_CONSENT
    return standing and competence_not_shown(answers, circumstances, consent)


@Rule(
    "D07",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Mental Capacity Act 2005 sections 1 to 3; policy P19",
    dated="2007-10",
    says="Somebody doubts that this young person can decide this, and nobody has looked into it.",
    why="From 16 the law takes it that they can. A doubt must be looked into.",
    do="Look into this one decision with them, and record what you found.",
    points=Advice.CHECK_FIRST,
)
def capacity_not_assessed(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    standing = consent.state in VALID_CONSENT
    return standing and capacity_doubted(answers, circumstances, consent)


@Rule(
    "D08",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Children Act 1989 sections 2 to 4, parental responsibility; policy P19",
    dated="1991-10",
    says="Nothing shows that this parent may decide for the child.",
    why="Only somebody with parental responsibility can say yes for a child.",
    do="Ask for a paper that shows it, or ask the social worker.",
    points=Advice.CHECK_FIRST,
)
def parent_without_evidence(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    standing = consent.state in VALID_CONSENT
    return standing and responsibility_not_shown(consent, circumstances)


@Rule(
    "D09",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Gillick competence; policy P19, P22",
    dated="2018-05",
    says="The child understands and said no. Another person's yes does not outweigh that.",
    why="A child who understands decides for themselves.",
    do="Respect the no, or say why sharing is best for the child. A manager looks at it.",
    points=Advice.DO_NOT_SHARE,
    asks_why=True,
)
def consented_over_the_childs_no(answers: Answers, circumstances: Circumstances) -> bool:
    return agreed_over_the_childs_no(answers, circumstances)


@Rule(
    "D12",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, respect the wishes of those who do not consent; policy P22, P23",
    dated="2024-06",
    says="They said no, and nothing here shows that sharing is needed to keep someone safe.",
    why="We respect a no where we can. A manager looks before it is overruled.",
    do="Do not share, or say why sharing matters more than their wish.",
    points=Advice.DO_NOT_SHARE,
    asks_why=True,
    waits_for=("concern", "lawful"),
)
def refused_and_no_safeguarding_basis(answers: Answers, circumstances: Circumstances) -> bool:
    # A no that another person's yes would outweigh is for D09.
    if agreed_over_the_childs_no(answers, circumstances):
        return False
    refused = consent_refused(answers, circumstances)
    return refused and not has_safeguarding_basis(answers, circumstances)


@Rule(
    "D13",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.CHOICE,
    Sureness.CHOICE,
    source="An adult consents for themselves; policy P19",
    dated="2026-11",
    says="The young person has turned 18 since this consent.",
    why="An adult decides for themselves, and nobody else can.",
    do="Ask them again, and record what they say.",
    points=Advice.CHECK_FIRST,
)
def turned_18_since(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    standing = consent.state in VALID_CONSENT
    return standing and given_before_adulthood(consent, circumstances)
