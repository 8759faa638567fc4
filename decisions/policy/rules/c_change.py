"""C. Change: another purpose, or another basis, than somebody agreed to."""

from __future__ import annotations

from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.consent import (
    consent_leaned_on,
    consent_refused_on_record,
    consent_stands,
    covers,
    understood_refusal,
)
from decisions.policy.facts.danger import is_serious
from decisions.policy.facts.information import (
    going_where,
    has_safeguarding_basis,
    is_council,
    relies_on,
)
from decisions.policy.facts.recipient import can_protect
from decisions.policy.law import Kind, provisions
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    Basis,
    Effect,
    EmergencyEffect,
    Force,
    Role,
    SpecialCondition,
    Sureness,
)

DATA_ACT = date(2026, 2, 5)
# UK GDPR Annex 2, as inserted by the Data (Use and Access) Act 2025 Schedule 5: safeguarding, crime
# and legal obligations. The others show in the basis, or in the interest that is chosen.
COMPATIBLE = provisions(Kind.COMPATIBLE)
COMPATIBLE_PURPOSES = frozenset(purpose for row in COMPATIBLE for purpose in row.purposes)
COMPATIBLE_BASES = frozenset(basis for row in COMPATIBLE for basis in row.bases)
COMPATIBLE_INTERESTS = frozenset(interest for row in COMPATIBLE for interest in row.interests)
SHARING_ADVICE = frozenset({Advice.SHARE, Advice.SHARE_PART})


def _is_compatible(answers: Answers, circumstances: Circumstances) -> bool:
    """The law treats the new purpose as compatible, or harm is told to those who can protect."""
    reason = answers.basis
    interest = reason.basis is Basis.A6_1_EA and reason.interest in COMPATIBLE_INTERESTS
    by_interest = interest and not is_council(circumstances)
    by_purpose = answers.purpose.code in COMPATIBLE_PURPOSES
    protects = is_serious(answers) and can_protect(answers, circumstances)
    return by_purpose or by_interest or protects or reason.basis in COMPATIBLE_BASES


def _data_protection_officer_agrees(circumstances: Circumstances) -> bool:
    officer = Role.DATA_PROTECTION_OFFICER
    return any(
        one.role is officer and one.advises in SHARING_ADVICE for one in circumstances.advice
    )


@Rule(
    "C14",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 8A and Annex 2; ICO guidance on reuse 2026",
    dated="2026-02-05",
    says="Somebody agreed to give us this for another purpose.",
    why="A new purpose needs a new yes, unless the law treats it as going with the old one.",
    do="Ask for consent to this, ask the data protection officer, or leave it out.",
    points=Advice.CHECK_FIRST,
    in_force_from=DATA_ACT,
    waits_for=("purpose",),
)
def collected_on_consent_for_another_purpose(
    answers: Answers, circumstances: Circumstances
) -> tuple[int, ...]:
    if _is_compatible(answers, circumstances) or _data_protection_officer_agrees(circumstances):
        return ()
    stands = consent_stands(answers, circumstances)
    consent = consent_leaned_on(answers, circumstances) if stands else None
    return going_where(
        answers, lambda item: item.on_consent and not (consent and covers(consent, item))
    )


def _is_asked_about_elsewhere(answers: Answers, circumstances: Circumstances) -> bool:
    """D12 or E05 already asks a manager why the no does not stand."""
    no_safeguarding = not has_safeguarding_basis(answers, circumstances)
    by_paragraph_18 = relies_on(answers, SpecialCondition.A9_2_G_SCH1_P18)
    return no_safeguarding or (by_paragraph_18 and understood_refusal(answers, circumstances))


@Rule(
    "C16",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 5(1)(a), fairness; policy P22",
    dated="2018-05",
    says="Consent was asked for and refused, and now another basis is used.",
    why="It is not fair to ask, and then to go ahead without a good reason.",
    do="Say why it must be shared all the same. A manager looks at it.",
    points=Advice.ASK_MANAGER,
    asks_why=True,
    reads_danger=True,
    waits_for=("concern",),
)
def basis_changed_after_a_refusal(answers: Answers, circumstances: Circumstances) -> bool:
    # What the law requires was never a matter of consent.
    of_choice = answers.basis.basis not in (None, Basis.A6_1_A, Basis.A6_1_C)
    if not of_choice or _is_asked_about_elsewhere(answers, circumstances):
        return False
    return consent_refused_on_record(answers, circumstances)
