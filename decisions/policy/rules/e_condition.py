"""E. Conditions: the second lock on sensitive information, and on what is about a crime."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import today
from decisions.policy.facts.consent import consent_is_valid, understood_refusal
from decisions.policy.facts.danger import is_child_sexual_abuse, is_serious
from decisions.policy.facts.information import going_where, is_personal_data, relies_on
from decisions.policy.facts.recipient import can_protect, recipient_type
from decisions.policy.law import provision
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    Advice,
    AgencyType,
    Effect,
    EmergencyEffect,
    Force,
    OffenceCondition,
    SpecialCondition,
    Sureness,
    Understanding,
)

# Telling a competent authority, such as the police, needs no policy document under paragraph 10,
# nor under paragraph 36 by way of it.
PARAGRAPH_10 = SpecialCondition.A9_2_G_SCH1_P10
TOLD_WITHOUT_A_DOCUMENT = frozenset({PARAGRAPH_10, OffenceCondition.A10_SCH1_P36})
# Where a health or social work professional receives it (Data Protection Act 2018 section 204).
PROFESSIONALS = CHILDRENS_SOCIAL_CARE | {
    AgencyType.HEALTH_GP,
    AgencyType.HEALTH_HOSPITAL,
    AgencyType.HEALTH_CAMHS,
    AgencyType.HEALTH_LAC_NURSE,
    AgencyType.HEALTH_SEXUAL,
    AgencyType.AMBULANCE,
    AgencyType.ADULT_SOCIAL_CARE,
    AgencyType.IRO,
    AgencyType.CAFCASS,
}


@Rule(
    "E01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 9; policy P17",
    dated="2018-05",
    says="This is sensitive information, and it needs one more lawful reason.",
    why="Health, faith, ethnicity and the like have extra protection.",
    do="Choose the condition that fits, or leave this out.",
    points=Advice.CHECK_FIRST,
    waits_for=("lawful",),
)
def special_without_condition(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    if answers.basis.special is not None or not is_personal_data(answers, circumstances):
        return ()
    return going_where(answers, lambda item: item.category.special)


@Rule(
    "E02",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="Data Protection Act 2018 section 10(3)",
    dated="2018-05",
    says="Public interest alone is not enough. It needs a listed reason.",
    why="The law lists the reasons that count, such as safeguarding children.",
    do="Choose the reason. For keeping a child safe, choose safeguarding.",
    points=Advice.CHECK_FIRST,
)
def public_interest_paragraph_not_chosen(answers: Answers, circumstances: Circumstances) -> bool:
    return relies_on(answers, SpecialCondition.A9_2_G)


@Rule(
    "E03",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Data Protection Act 2018 Schedule 1 paragraph 18(2)",
    dated="2018-05",
    says="Safeguarding without consent needs you to say why there is no consent.",
    why="The law allows three reasons.",
    do="Choose why: they cannot give it, you cannot get it, or asking adds risk.",
    points=Advice.CHECK_FIRST,
)
def safeguarding_reason_not_given(answers: Answers, circumstances: Circumstances) -> bool:
    chosen = relies_on(answers, SpecialCondition.A9_2_G_SCH1_P18)
    return chosen and not answers.basis.without_consent


@Rule(
    "E04",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Data Protection Act 2018 Schedule 1 paragraph 18(1)(c)",
    dated="2018-05",
    says="Consent was given, and this condition is for acting without it.",
    why="The law keeps it for when nobody can be asked, or should be.",
    do="Choose explicit consent, or health or social care.",
    points=Advice.CHECK_FIRST,
)
def safeguarding_although_consent_was_given(answers: Answers, circumstances: Circumstances) -> bool:
    chosen = relies_on(answers, SpecialCondition.A9_2_G_SCH1_P18)
    return chosen and consent_is_valid(answers, circumstances)


@Rule(
    "E05",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Data Protection Act 2018 Schedule 1 paragraph 18(2); policy P22",
    dated="2018-05",
    says="The child understands and said no. This safeguarding condition may not fit.",
    why="It is for acting without consent, and a clear no is an answer.",
    do="Say why you act against their wish. A manager looks at it.",
    points=Advice.ASK_MANAGER,
    asks_why=True,
)
def safeguarding_after_understood_refusal(answers: Answers, circumstances: Circumstances) -> bool:
    chosen = relies_on(answers, SpecialCondition.A9_2_G_SCH1_P18)
    return chosen and understood_refusal(answers, circumstances)


def _conditions_used(answers: Answers) -> tuple[SpecialCondition | OffenceCondition, ...]:
    """The conditions that something which goes leans on."""
    special = any(item.category.special for item in answers.going)
    criminal = any(item.category.criminal for item in answers.going)
    chosen = (
        answers.basis.special if special else None,
        answers.basis.offence if criminal else None,
    )
    return tuple(condition for condition in chosen if condition is not None)


def _policy_has_lapsed(answers: Answers, circumstances: Circumstances) -> bool:
    """A condition needs a policy document, and the day of its review has passed."""
    review_on = circumstances.settings.appropriate_policy_review_on
    if review_on is None or review_on >= today(circumstances):
        return False
    authorities = provision(PARAGRAPH_10).policy_document_not_for
    exempt = recipient_type(answers, circumstances) in authorities
    return any(
        provision(condition).needs_policy_document
        and not (exempt and condition in TOLD_WITHOUT_A_DOCUMENT)
        for condition in _conditions_used(answers)
    )


def _safeguards(answers: Answers, circumstances: Circumstances) -> bool:
    """Somebody is in danger, or those who can protect are told: a document never holds that up."""
    harm = is_serious(answers) or is_child_sexual_abuse(answers)
    return harm or can_protect(answers, circumstances)


@Rule(
    "E06",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Data Protection Act 2018 Schedule 1 Part 4",
    dated="2018-05",
    says="The policy document that this condition needs is past its review.",
    why="The law asks the provider to keep it up to date.",
    do="Tell your manager. The provider must look at the document again.",
    points=Advice.ASK_MANAGER,
)
def policy_document_has_lapsed(answers: Answers, circumstances: Circumstances) -> bool:
    lapsed = _policy_has_lapsed(answers, circumstances)
    return lapsed and not _safeguards(answers, circumstances)


@Rule(
    "E06",
    Effect.NOTIFY,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Data Protection Act 2018 Schedule 1 Part 4",
    dated="2018-05",
    says="The policy document that this condition needs is past its review.",
    why="Keeping someone safe does not wait for it. The provider must still put it right.",
    do="Go ahead. Your manager is told.",
    points=Advice.SHARE,
)
def policy_document_has_lapsed_in_safeguarding(
    answers: Answers, circumstances: Circumstances
) -> bool:
    lapsed = _policy_has_lapsed(answers, circumstances)
    return lapsed and _safeguards(answers, circumstances)


@Rule(
    "E07",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 9(2)(c)",
    dated="2018-05",
    says="This condition is for a person who cannot decide, and this child can.",
    why="It is not for someone who could agree, even if they say no.",
    do="Choose another condition. For keeping a child safe, choose safeguarding.",
    points=Advice.CHECK_FIRST,
)
def they_can_decide(answers: Answers, circumstances: Circumstances) -> bool:
    understands = answers.agreement.understanding is Understanding.UNDERSTANDS
    return relies_on(answers, SpecialCondition.A9_2_C) and understands


@Rule(
    "E08",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 9(3); Data Protection Act 2018 section 11(1)",
    dated="2018-05",
    says="It is not clear which professional keeps this confidential.",
    why="Health or social care needs one, or somebody else who is bound to keep it.",
    do="Name the social worker, nurse or doctor, or choose another condition.",
    points=Advice.CHECK_FIRST,
)
def professional_not_named(answers: Answers, circumstances: Circumstances) -> bool:
    chosen = relies_on(answers, SpecialCondition.A9_2_H_SCH1_P2)
    received = recipient_type(answers, circumstances) in PROFESSIONALS
    return chosen and not received and not answers.basis.professional.strip()


@Rule(
    "E09",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 10; Data Protection Act 2018 Schedule 1; policy P17",
    dated="2018-05",
    says="This is about a crime, or a suspected one, and needs one more lawful reason.",
    why="A word about crime can follow a child for years.",
    do="Choose the condition that fits, or leave this out.",
    points=Advice.CHECK_FIRST,
    waits_for=("lawful",),
)
def offence_without_condition(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    if answers.basis.offence is not None or not is_personal_data(answers, circumstances):
        return ()
    return going_where(answers, lambda item: item.category.criminal)
