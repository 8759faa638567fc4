"""H. Transfer: the way it travels, to whom, and whether it is what was approved."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of
from decisions.policy.facts.information import (
    beyond_approval,
    names_the_child,
    sensitive_goes,
)
from decisions.policy.facts.recipient import held, is_family, organisation_named
from decisions.policy.facts.telling import is_everyday_news
from decisions.policy.rule import Places, Rule
from decisions.policy.terms import (
    SHARING,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Start,
    Sureness,
    TransferMethod,
)

# Where people meet there is no address that could be wrong.
FACE_TO_FACE = frozenset({TransferMethod.SPOKEN, TransferMethod.SECURE_MEETING})
# What travels locked, with a key that must travel another way.
LOCKED = frozenset({TransferMethod.ENCRYPTED_ATTACHMENT, TransferMethod.ENCRYPTED_MEDIA})


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
    # B06 says the same of somebody who asked; of the past, the organisation is enough.
    if answers.was_asked or answers.start is Start.ALREADY_SHARED:
        return False
    who = answers.transfer
    return not (who.name.strip() or who.position.strip())


@Rule(
    "H04",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Guidance on sharing securely (councils), checking the address; policy P24, P30",
    dated="2024-06",
    says="We do not hold this recipient in the directory.",
    why="A wrong address or number sends the child's information to a stranger.",
    do="Ask a second person to check where it goes.",
    points=Advice.CHECK_FIRST,
)
def not_in_the_directory(answers: Answers, circumstances: Circumstances) -> bool:
    # Family are in the child's particulars, and B12 looks at them.
    known = held(answers, circumstances) is not None
    family = is_family(answers, circumstances)
    checked = answers.transfer.second_check is True
    if known or family or checked or answers.start is Start.ALREADY_SHARED:
        return False
    return organisation_named(answers) and answers.transfer.method not in FACE_TO_FACE


@Rule(
    "H05",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Guidance on sending letters (Leeds City Council), a second person checks; policy P24",
    dated="2024-06",
    says="Sensitive information goes by post, and nobody else has checked the envelope.",
    why="A letter in the wrong hands cannot be called back.",
    do="Ask somebody to check the address and what is inside, or ask your manager.",
    points=Advice.CHECK_FIRST,
)
def posted_without_a_second_check(answers: Answers, circumstances: Circumstances) -> bool:
    # What is on its way by hand never leaves staff. Of the past nobody was asked who checked.
    by_post = answers.transfer.method is TransferMethod.TRACKED_POST
    if not by_post or answers.transfer.second_check is True:
        return False
    return answers.start is not Start.ALREADY_SHARED and sensitive_goes(answers)


@Rule(
    "H06",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Guidance on sharing securely (councils), passwords; policy P24",
    dated="2024-06",
    says="The password goes the same way as the file.",
    why="Whoever gets the one then has the other too.",
    do="Give the password another way, such as by telephone.",
    points=Advice.CHECK_FIRST,
)
def password_with_the_file(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.transfer.method in LOCKED and answers.transfer.password_apart is False


def _is_sent(answers: Answers) -> bool:
    """Does this let one thing go? An arrangement lets many go, each with a page of its own."""
    return answers.start is not Start.ROUTINE and outcome_of(answers) in SHARING


@Rule(
    "H07",
    Effect.INFO,
    EmergencyEffect.TASK,
    Force.GUIDANCE,
    Sureness.CHOICE,
    source="Secure information exchange good practice (councils), writing down what was said; "
    "policy P27",
    dated="2024-06",
    says="Confirm in writing what you say on the telephone.",
    why="What is said can be misheard, or forgotten.",
    do="Write to them within one working day. Then add to this record that you did.",
    points=None,
    follow_up=True,
)
def told_on_the_telephone(answers: Answers, circumstances: Circumstances) -> bool:
    # Nobody follows up a talk with a mother by letter.
    rang = answers.start is Start.URGENT and answers.transfer.contact is not None
    by_telephone = rang or answers.transfer.method is TransferMethod.TELEPHONE
    return by_telephone and _is_sent(answers) and not is_family(answers, circumstances)


@Rule(
    "H08",
    Effect.INFO,
    EmergencyEffect.TASK,
    Force.CHOICE,
    Sureness.CHOICE,
    source="A share is finished when they answer; policy P27",
    dated="2026-11",
    says="Make sure that they have it, and write down what they do.",
    why="Help comes only when somebody acts on it.",
    do="Write down their answer. If they stay silent, you are reminded.",
    points=None,
    follow_up=True,
)
def no_answer_yet(answers: Answers, circumstances: Circumstances) -> bool:
    return _is_sent(answers) and not is_everyday_news(answers, circumstances)


@Rule(
    "H09",
    Effect.NOTIFY,
    EmergencyEffect.SAME,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Articles 33 and 34",
    dated="2018-05",
    says="It may have reached the wrong person, or told more than was agreed.",
    why="Others can help to put it right. The law may give only 72 hours to report it.",
    do="Tell your manager and the data protection officer now. They check it with you.",
    points=Advice.ASK_MANAGER,
    follow_up=True,
    went_wrong=True,
)
def went_astray(answers: Answers, circumstances: Circumstances) -> bool:
    approved = circumstances.approved
    nothing_agreed = approved is not None and not approved.categories
    beyond = nothing_agreed or bool(beyond_approval(answers, circumstances))
    return answers.start is Start.ALREADY_SHARED and (answers.transfer.astray is True or beyond)


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
def beyond_what_was_approved(answers: Answers, circumstances: Circumstances) -> bool | Places:
    # H09 says the same of what has already been shared.
    return answers.start is not Start.ALREADY_SHARED and beyond_approval(answers, circumstances)
