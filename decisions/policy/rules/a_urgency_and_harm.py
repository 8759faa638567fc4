"""A. Urgency and harm: how great the danger is, and who must hear of it."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import is_in_danger_now
from decisions.policy.facts.consent import relies_on_consent
from decisions.policy.facts.danger import is_referral, is_serious, protectors_told
from decisions.policy.facts.recipient import (
    can_protect,
    cannot_be_rung_back,
    is_outsider,
    recipient_type,
)
from decisions.policy.law import provision
from decisions.policy.rule import REFUSES, Rule
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    SAFEGUARDING_DUTY_BODIES,
    Advice,
    AgencyType,
    Effect,
    EmergencyEffect,
    Force,
    Gateway,
    PersonAtRisk,
    Severity,
    Sureness,
)

# Until the day that the provider's settings name for it, nobody owes a share by this section.
DUTY_TO_SHARE = provision(Gateway.CA2004_S16LA).switched_by
ADULTS = frozenset({PersonAtRisk.ADULT_AT_RISK, PersonAtRisk.OTHER_ADULT})


def _reasons_given(answers: Answers, circumstances: Circumstances) -> bool:
    return bool(answers.decision.reasons.strip())


def _others_could_help(answers: Answers, circumstances: Circumstances) -> bool:
    """Serious harm, and this body could protect or none that could has been told (A03)."""
    told = protectors_told(answers, circumstances)
    return is_serious(answers) and (can_protect(answers, circumstances) or not told)


def _duty_to_share(answers: Answers, circumstances: Circumstances) -> bool:
    """Is this body on the list of section 16LA, to which the law then wants it told?

    Nobody owes this to a caller who was rung back and could not be confirmed as such a body.
    """
    listed = recipient_type(answers, circumstances) in SAFEGUARDING_DUTY_BODIES
    return listed and not cannot_be_rung_back(answers)


def _is_helped(answers: Answers, circumstances: Circumstances) -> bool:
    """An accident or an illness, told to those who help: nobody has done any kind of harm."""
    return not answers.concern.harms and can_protect(answers, circumstances)


def _says_it_would_harm_more(answers: Answers) -> bool:
    decision = answers.decision
    return decision.more_detrimental is True and bool(decision.reasons.strip())


@Rule(
    "A01",
    Effect.NOTIFY,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="ICO data sharing code 2021, sharing in an emergency; "
    "DfE information sharing advice 2024, golden rule 1; policy P20",
    dated="2024-05",
    says="Someone is in danger now.",
    why="Keeping people safe comes first. The law does not stand in the way.",
    do="Tell those who can protect them now. Your manager looks at it afterwards.",
    points=Advice.SHARE,
    follow_up=True,
)
def danger_now(answers: Answers, circumstances: Circumstances) -> bool:
    return is_in_danger_now(answers)


@Rule(
    "A02",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rules 1 and 3; policy P15, P20",
    dated="2024-05",
    says="You do not need consent to share this.",
    why="Someone may be suffering serious harm. The law lets you share to protect them.",
    do="Use a safeguarding reason. Tell the child what you share, if that is safe.",
    points=Advice.SHARE,
)
def significant_harm(answers: Answers, circumstances: Circumstances) -> bool:
    significant = answers.concern.severity is Severity.SIGNIFICANT
    return significant and not is_outsider(answers, circumstances)


@Rule(
    "A03",
    Effect.APPROVE,
    EmergencyEffect.APPROVE,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 1; policy P08, P20, P26",
    dated="2024-05",
    says="You chose not to share, and someone may be at risk of serious harm.",
    why="People who could help may not know. A second person looks at this today.",
    do="Make sure today that somebody who can protect them knows. "
    "If not telling is safer, ask your manager now, and say why.",
    points=None,
    outcomes=REFUSES,
    asks_why=True,
    explained_by=_reasons_given,
)
def serious_harm_and_not_shared(answers: Answers, circumstances: Circumstances) -> bool:
    return _others_could_help(answers, circumstances)


@Rule(
    "A04",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="Children Act 2004, section 16LA(2) and (3); policy P08, P26",
    dated="2026-04",
    says="The law now asks you to share this with them.",
    why="There is one way out: sharing would do the child more harm than not sharing.",
    do="Share it. If sharing would do the child more harm, say so and write why.",
    points=None,
    outcomes=REFUSES,
    switched_by=DUTY_TO_SHARE,
)
def duty_to_share_refused(answers: Answers, circumstances: Circumstances) -> bool:
    owed = _others_could_help(answers, circumstances) and _duty_to_share(answers, circumstances)
    return owed and not _says_it_would_harm_more(answers)


@Rule(
    "A04",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="Children Act 2004, section 16LA(2) and (3); policy P08, P26, P31",
    dated="2026-04",
    says="You say that sharing would do the child more harm than not sharing.",
    why="The law leaves room for that. A second person looks at it today.",
    do="Speak to your manager now. Your reasons stay on the record.",
    points=Advice.ASK_MANAGER,
    outcomes=REFUSES,
    switched_by=DUTY_TO_SHARE,
)
def duty_to_share_would_harm_more(answers: Answers, circumstances: Circumstances) -> bool:
    owed = _others_could_help(answers, circumstances) and _duty_to_share(answers, circumstances)
    return owed and _says_it_would_harm_more(answers)


@Rule(
    "A05",
    Effect.REASON,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulation 34; policy P08",
    dated="2024-06",
    says="Children's social care and the police have not been told of this harm.",
    why="Do not assume that someone else will tell them.",
    do="Tell them too, or say why this is enough.",
    points=Advice.SHARE,
    # The LADO is told by a referral too, and that never waits for words.
    explained_by=is_referral,
)
def serious_harm_and_no_protector_told(answers: Answers, circumstances: Circumstances) -> bool:
    at_risk = set(answers.concern.at_risk)
    adults = {AgencyType.ADULT_SOCIAL_CARE} if at_risk and at_risk <= ADULTS else set()
    protect_them = CHILDRENS_SOCIAL_CARE | POLICE | adults
    tells_them = recipient_type(answers, circumstances) in protect_them
    told = tells_them or protectors_told(answers, circumstances)
    return is_serious(answers) and not told and not _is_helped(answers, circumstances)


@Rule(
    "A06",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 4; policy P12",
    dated="2024-05",
    says="You are not sure how serious this is.",
    why="Another person can often see it more clearly.",
    do="Ask your manager or the safeguarding lead. You need not name the child.",
    points=Advice.ASK_MANAGER,
)
def harm_not_known(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.concern.severity is Severity.UNKNOWN


@Rule(
    "A06",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rules 4 and 7; policy P12, P26",
    dated="2024-05",
    says="You chose not to share, and you are not sure how serious this is.",
    why="If the harm is greater than it looks, others need to know.",
    do="Ask your manager or the safeguarding lead, or say why it can wait.",
    points=None,
    outcomes=REFUSES,
    explained_by=_reasons_given,
)
def harm_not_known_and_not_shared(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.concern.severity is Severity.UNKNOWN


@Rule(
    "A07",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 3; "
    "ICO guidance on children and lawful bases; policy P15, P18",
    dated="2024-05",
    says="Consent is rarely the right basis when someone may be harmed.",
    why="A child in care may not feel free to say no. You would share anyway.",
    do="Choose a safeguarding reason, or say why consent is right here.",
    points=Advice.CHECK_FIRST,
)
def serious_harm_on_consent(answers: Answers, circumstances: Circumstances) -> bool:
    return is_serious(answers) and relies_on_consent(answers)
