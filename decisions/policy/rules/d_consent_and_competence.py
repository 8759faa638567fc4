"""D. Consent and competence: whether a consent can carry this share, and who said no."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import PRESUMED_CAPABLE_AT, age
from decisions.policy.facts.consent import (
    consent_expired,
    consent_leaned_on,
    consent_refused,
    relies_on_consent,
)
from decisions.policy.facts.information import going_where, has_safeguarding_basis
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    VALID_CONSENT,
    Advice,
    ConsentGiver,
    ConsentState,
    Effect,
    EmergencyEffect,
    Force,
    Sureness,
    Understanding,
)

NOT_GIVEN = frozenset(
    {
        ConsentState.NOT_SOUGHT,
        ConsentState.REQUESTED,
        ConsentState.DEFERRED,
        ConsentState.REFUSED,
        ConsentState.INVALIDATED,
        ConsentState.UNKNOWN,
    }
)


@Rule(
    "D01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 7(3); policy P19",
    dated="2018-05",
    says="The consent was withdrawn.",
    why="Anyone may change their mind. From then on it no longer counts.",
    do="Do not share on consent. If another basis truly fits, choose it and say why.",
    points=Advice.DO_NOT_SHARE,
)
def consent_withdrawn(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    ended = (ConsentState.WITHDRAWN, ConsentState.REVOKED)
    return relies_on_consent(answers) and consent is not None and consent.state in ended


@Rule(
    "D02",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, consent is time-limited; policy P19",
    dated="2024-06",
    says="The consent has run out.",
    why="Consent lasts only for the time that was agreed.",
    do="Ask again, or choose another basis that fits.",
    points=Advice.CHECK_FIRST,
)
def consent_ran_out(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    standing = consent.state in VALID_CONSENT | {ConsentState.EXPIRED}
    return standing and consent_expired(consent, circumstances)


@Rule(
    "D03",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1)(a); policy P19, P22",
    dated="2018-05",
    says="Nobody has given consent for this.",
    why="Silence, or not knowing, is not a yes. A no is a no.",
    do="Ask for consent, respect a no, or choose another basis that fits.",
    points=Advice.CHECK_FIRST,
)
def consent_not_given(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    none = not circumstances.consents
    not_given = consent is not None and consent.state in NOT_GIVEN
    return relies_on_consent(answers) and (none or not_given)


@Rule(
    "D04",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 4(11), consent is specific; policy P19",
    dated="2018-05",
    says="The consent was for something else.",
    why="Consent covers only what was agreed: what, to whom, and what for.",
    do="Leave it out, or ask for consent to this too.",
    points=Advice.SHARE_PART,
    waits_for=("purpose",),
)
def consent_does_not_cover(
    answers: Answers, circumstances: Circumstances
) -> bool | tuple[int, ...]:
    if not relies_on_consent(answers) or not circumstances.consents:
        return False
    consent = consent_leaned_on(answers, circumstances)
    if consent is None:
        return True
    covered = consent.items
    return going_where(answers, lambda item: bool(covered) and item.category not in covered)


@Rule(
    "D05",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 7; policy P19",
    dated="2018-05",
    says="The record does not show how consent was explained, or the right to change one's mind.",
    why="Consent counts only when the person knew what they agreed to.",
    do="Explain it again and record how, or choose another basis.",
    points=Advice.CHECK_FIRST,
)
def consent_not_explained(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    explained = consent.explained and consent.told_of_withdrawal
    return consent.state in VALID_CONSENT and not explained


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
    own = consent.giver is ConsentGiver.CHILD and consent.state in VALID_CONSENT
    presumed = (age(circumstances) or 0) >= PRESUMED_CAPABLE_AT
    lacks = answers.agreement.understanding is Understanding.DOES_NOT
    return own and (lacks or not (presumed or consent.competence_assessed))


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
    refused = consent_refused(answers, circumstances)
    return refused and not has_safeguarding_basis(answers)
