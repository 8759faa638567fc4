"""I. Review and approval: who may answer a record, how long it has waited, and a no."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import hours_are_over
from decisions.policy.facts.danger import is_serious
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import (
    Effect,
    EmergencyEffect,
    Force,
    Severity,
    Start,
    Sureness,
)


@Rule(
    "I02",
    Effect.BLOCK,
    EmergencyEffect.BLOCK,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Separation of recording and approving; policy P31",
    dated="2026-11",
    says="You recorded this, so you cannot approve it.",
    why="A second person sees what the first may miss.",
    do="Ask another manager.",
    points=None,
    outcomes=EVERY_RECORD,
    of_the_review=True,
)
def reviewer_is_author(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.reviewer is not None and circumstances.reviewer.is_author


@Rule(
    "I03",
    Effect.BLOCK,
    EmergencyEffect.BLOCK,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="Working Together to Safeguard Children 2023, allegations about people who work with "
    "children; policy P31",
    dated="2023-12",
    says="You are named in this, you saw it, or you are close to somebody in it.",
    why="A person who stands outside sees more freely.",
    do="Pass it to the responsible individual. What is said about staff also goes to the LADO.",
    points=None,
    outcomes=EVERY_RECORD,
    of_the_review=True,
)
def reviewer_is_conflicted(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.reviewer is not None and circumstances.reviewer.is_conflicted


@Rule(
    "I04",
    Effect.BLOCK,
    # What an emergency still asks a manager, such as about a caller who was not rung back, only
    # a manager may answer. It holds up nobody who protects: they wait for no answer.
    EmergencyEffect.SAME,
    Force.CHOICE,
    Sureness.SOURCED,
    source="ICO audit toolkit, named authority to decide; policy P31",
    dated="2021-10",
    says="You may not approve for this home.",
    why="Only a manager of this home, or one above it, may approve.",
    do="Pass it to somebody who may.",
    points=None,
    outcomes=EVERY_RECORD,
    of_the_review=True,
)
def reviewer_without_authority(answers: Answers, circumstances: Circumstances) -> bool:
    reviewer = circumstances.reviewer
    return reviewer is not None and not reviewer.may_approve_here


@Rule(
    "I05",
    Effect.INFO,
    # What waits for a manager although somebody is in danger must be answered soonest of all.
    EmergencyEffect.SAME,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Timely decisions; policy P24, P31",
    dated="2026-11",
    says="This has waited too long for a manager.",
    why="Waiting can leave the child without help.",
    do="Ring the manager on call. If they do not answer, ring the responsible individual.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def waits_too_long(answers: Answers, circumstances: Circumstances) -> bool:
    since, settings = circumstances.awaiting_since, circumstances.settings
    serious = answers.start is Start.URGENT or is_serious(answers)
    hours = settings.approval_hours_serious if serious else settings.approval_hours
    return hours_are_over(since, hours, circumstances)


@Rule(
    "I07",
    Effect.INFO,
    EmergencyEffect.SAME,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="Working Together to Safeguard Children 2023, escalation; "
    "Public Interest Disclosure Act 1998",
    dated="2023-12",
    says="A manager did not agree to sharing this.",
    why="You may still fear that somebody will be seriously harmed. Then the law protects you.",
    do="You may ask the responsible individual. You may also go straight to the council's "
    "social care, the police, Ofsted or the NSPCC whistleblowing advice line.",
    points=None,
)
def manager_did_not_agree(answers: Answers, circumstances: Circumstances) -> bool:
    calm = (None, Severity.NONE, Severity.WELFARE)
    # The urgent page asks nothing about how serious it is: whoever opens it fears harm.
    fears_harm = answers.start is Start.URGENT or answers.concern.severity not in calm
    return circumstances.manager_refused and fears_harm


@Rule(
    "I11",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, training and refreshers; ICO audit toolkit; policy P10",
    dated="2024-06",
    says="Your own training in sharing information has run out.",
    why="Who looks at the work of others needs to know what is right today.",
    do="You can still answer. See to your training soon.",
    points=None,
    outcomes=EVERY_RECORD,
)
def reviewer_not_trained(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.reviewer is not None and not circumstances.reviewer.is_trained
