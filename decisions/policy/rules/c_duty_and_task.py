"""C. Lawful basis: a duty, a task, a life at risk or a contract, and what each must show."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import is_in_danger_now
from decisions.policy.facts.duty import awaits_notice, order_leaves_no_choice
from decisions.policy.facts.information import is_council, names_a_law
from decisions.policy.rule import REFUSES, Rule
from decisions.policy.terms import (
    Advice,
    Basis,
    Effect,
    EmergencyEffect,
    Force,
    Sureness,
)


@Rule(
    "C09",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 6(3)",
    dated="2018-05",
    says="You say that the law requires this, but not which law.",
    why="A duty must come from a law or a court order that you can name.",
    do="Choose the law, or write which order it is.",
    points=Advice.CHECK_FIRST,
)
def duty_not_named(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.basis.basis is Basis.A6_1_C and not names_a_law(answers)


@Rule(
    "C10",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(3); Data Protection Act 2018 section 8",
    dated="2018-05",
    says="You chose public task, but not which law gives the task.",
    why="A public task must be laid down in law.",
    do="Choose the law, such as Children Act 1989 section 47.",
    points=Advice.CHECK_FIRST,
)
def council_task_not_named(answers: Answers, circumstances: Circumstances) -> bool:
    chosen = answers.basis.basis is Basis.A6_1_E
    return is_council(circumstances) and chosen and not names_a_law(answers)


@Rule(
    "C11",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1)(e), a task of the controller's own; policy P18",
    dated="2026-02-05",
    says="Public task rarely fits a home that is not run by a council.",
    why="The task must be the home's own, not the task of whoever asks.",
    do="Choose recognised legitimate interest instead, or ask your manager.",
    points=Advice.ASK_MANAGER,
)
def private_home_uses_public_task(answers: Answers, circumstances: Circumstances) -> bool:
    return not is_council(circumstances) and answers.basis.basis is Basis.A6_1_E


@Rule(
    "C12",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 6(1)(d) and recital 46",
    dated="2018-05",
    says="This basis is for saving a life. Nothing here says that a life is at risk now.",
    why="Vital interests means life or death.",
    do="Choose another basis, or say whose life is at risk and why.",
    points=Advice.CHECK_FIRST,
)
def life_is_not_at_risk_now(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.basis.basis is Basis.A6_1_D and not is_in_danger_now(answers)


@Rule(
    "C13",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 6(1)(b)",
    dated="2018-05",
    says="A contract almost never fits in a children's home.",
    why="The home's contract is with the council, and not with the child.",
    do="Choose another basis, or ask your manager.",
    points=Advice.ASK_MANAGER,
)
def contract_chosen(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.basis.basis is Basis.A6_1_B


@Rule(
    "C15",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1)(c); Children's Homes (England) Regulations 2015, "
    "regulations 40 and 41",
    dated="2018-05",
    says="The law says that they must be told.",
    why="When a law or a court order asks for it, the home has no choice.",
    do="Share what the law asks for. If it does not apply, take legal advice and write it down.",
    points=Advice.SHARE,
    outcomes=REFUSES,
)
def duty_refused(answers: Answers, circumstances: Circumstances) -> bool:
    notice = awaits_notice(answers, circumstances)
    ordered = order_leaves_no_choice(answers, circumstances)
    return (notice or ordered) and not answers.decision.legal_advice.strip()
