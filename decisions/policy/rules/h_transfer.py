"""H. Transfer: the way it travels, to whom, and whether it is what was approved."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.information import going_where, names_the_child
from decisions.policy.rule import Rule
from decisions.policy.terms import Advice, Effect, EmergencyEffect, Force, Sureness, TransferMethod


@Rule(
    "H01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Secure information exchange good practice (councils); policy P24",
    dated="2024-06",
    says="This way of sending is not safe.",
    why="Others could see it, and it cannot be called back.",
    do="Use the telephone, secure email or a secure website.",
    points=Advice.CHECK_FIRST,
)
def method_never_safe(answers: Answers, circumstances: Circumstances) -> bool:
    method = answers.transfer.method
    ordinary = method is TransferMethod.ORDINARY_EMAIL
    return method is not None and method.allowed == "never" and not ordinary


@Rule(
    "H02",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="UK GDPR Article 32; guidance on sharing securely (councils); policy P24",
    dated="2018-05",
    says="Ordinary email is not safe for a child's information.",
    why="It can be read on the way, or go to the wrong person.",
    do="Use secure or encrypted email.",
    points=Advice.CHECK_FIRST,
)
def ordinary_email(answers: Answers, circumstances: Circumstances) -> bool:
    ordinary = answers.transfer.method is TransferMethod.ORDINARY_EMAIL
    return ordinary and names_the_child(answers)


@Rule(
    "H03",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 6; policy P25, P27",
    dated="2024-05",
    says="No person or team is named to receive this.",
    why="Only people who need it should get it.",
    do="Write the person or the team, such as the duty social worker.",
    points=Advice.CHECK_FIRST,
)
def no_named_recipient(answers: Answers, circumstances: Circumstances) -> bool:
    who = answers.transfer
    named = bool(who.name.strip() or who.position.strip())
    # B06 says the same of somebody who asked.
    return not answers.was_asked and not named


@Rule(
    "H10",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Exactly what was shown is what is approved; policy P31",
    dated="2026-11",
    says="This goes beyond what was approved.",
    why="A manager agreed to other information, or to another recipient.",
    do="Share only what was approved, or ask for a new approval.",
    points=Advice.CHECK_FIRST,
)
def beyond_what_was_approved(
    answers: Answers, circumstances: Circumstances
) -> bool | tuple[int, ...]:
    approved = circumstances.approved
    if approved is None:
        return False
    agency = answers.recipient.agency
    if approved.recipient is not None and agency != approved.recipient:
        return True
    return going_where(answers, lambda item: item.category not in approved.categories)
