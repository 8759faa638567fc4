"""A. Urgency and harm: how great the danger is, and who must hear of it."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import is_in_danger_now
from decisions.policy.facts.consent import relies_on_consent
from decisions.policy.facts.danger import (
    abuse_reported,
    is_child_sexual_abuse,
    is_serious,
    protectors_told,
)
from decisions.policy.facts.recipient import can_protect, is_outsider, recipient_type
from decisions.policy.rule import REFUSES, Rule
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    REFERRAL_BODIES,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Severity,
    Sureness,
)


def _reasons_given(answers: Answers, circumstances: Circumstances) -> bool:
    return bool(answers.decision.reasons.strip())


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
    do="Speak to your manager now. Say why not sharing is safer.",
    points=Advice.SHARE,
    outcomes=REFUSES,
    asks_why=True,
    explained_by=_reasons_given,
)
def serious_harm_and_not_shared(answers: Answers, circumstances: Circumstances) -> bool:
    told = protectors_told(answers, circumstances)
    return is_serious(answers) and (can_protect(answers, circumstances) or not told)


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
)
def serious_harm_and_no_protector_told(answers: Answers, circumstances: Circumstances) -> bool:
    tells_them = recipient_type(answers, circumstances) in CHILDRENS_SOCIAL_CARE | POLICE
    told = protectors_told(answers, circumstances)
    return is_serious(answers) and not tells_them and not told


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
    points=Advice.ASK_MANAGER,
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


@Rule(
    "A08",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Crime and Policing Act provisions on reporting child sexual abuse "
    "(guidance until in force); policy P08",
    dated="2026-02",
    says="Child sexual abuse must be reported, and nobody has reported it yet.",
    why="Nobody may stop or delay this report. The child needs help now.",
    do="Tell the police or children's social care. If someone has, write the reference.",
    points=Advice.SHARE,
    outcomes=REFUSES,
)
def sexual_abuse_and_not_shared(answers: Answers, circumstances: Circumstances) -> bool:
    reported = abuse_reported(answers, circumstances)
    return is_child_sexual_abuse(answers) and not reported


@Rule(
    "A08",
    Effect.NOTIFY,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Crime and Policing Act provisions on reporting child sexual abuse "
    "(guidance until in force); policy P08",
    dated="2026-02",
    says="You are reporting child sexual abuse. You do not need approval.",
    why="Nobody may stop or delay this report. Your manager is told, not asked.",
    do="Report it now. Write down who took the report and their reference.",
    points=Advice.SHARE,
    waives_approvals=True,
)
def sexual_abuse_reported_now(answers: Answers, circumstances: Circumstances) -> bool:
    reported = abuse_reported(answers, circumstances)
    to_them = recipient_type(answers, circumstances) in REFERRAL_BODIES
    return is_child_sexual_abuse(answers) and not reported and to_them
