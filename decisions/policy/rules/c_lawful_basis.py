"""C. Lawful basis: which one, whose it is, and what it needs."""

from __future__ import annotations

from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.information import (
    is_council,
    names_a_law,
    names_the_child,
    protects_an_adult_only,
)
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    Basis,
    Effect,
    EmergencyEffect,
    Force,
    RecognisedInterest,
    RequestFeature,
    Sureness,
)

DATA_ACT = date(2026, 2, 5)


@Rule(
    "C01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1); policy P18",
    dated="2018-05",
    says="No lawful basis has been chosen yet.",
    why="Every share about a named child needs one. It need not be consent.",
    do="Choose the basis that fits. The first one shown usually does.",
    points=Advice.CHECK_FIRST,
    waits_for=("lawful",),
)
def no_basis(answers: Answers, circumstances: Circumstances) -> bool:
    return names_the_child(answers) and answers.basis.basis is None


@Rule(
    "C02",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1), closing words; ICO guidance on recognised legitimate "
    "interest 2026; policy P18",
    dated="2026-02-05",
    says="A council home cannot use this basis for its own tasks.",
    why="The law gives councils another basis: public task.",
    do="Choose public task, and name the law that gives the task.",
    points=Advice.CHECK_FIRST,
)
def council_uses_legitimate_interest(answers: Answers, circumstances: Circumstances) -> bool:
    interests = (Basis.A6_1_EA, Basis.A6_1_F)
    return is_council(circumstances) and answers.basis.basis in interests


@Rule(
    "C03",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(5) and Annex 1; policy P18",
    dated="2026-02-05",
    says="This basis needs you to say which interest it is.",
    why="The law lists the interests that count, such as safeguarding.",
    do="Choose one. For keeping a child safe, choose safeguarding.",
    points=Advice.CHECK_FIRST,
    in_force_from=DATA_ACT,
)
def interest_not_named(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.basis.basis is Basis.A6_1_EA and answers.basis.interest is None


@Rule(
    "C04",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Annex 1 paragraph 1",
    dated="2026-02-05",
    says="They have not said that they need it for their public task.",
    why="This reason counts only when the request itself says so.",
    do="Ask them to say it in writing, or choose another reason.",
    points=Advice.CHECK_FIRST,
    in_force_from=DATA_ACT,
)
def public_task_not_stated(answers: Answers, circumstances: Circumstances) -> bool:
    interest = RecognisedInterest.RLI_PUBLIC_TASK_REQUEST
    chosen = answers.basis.basis is Basis.A6_1_EA and answers.basis.interest is interest
    stated = RequestFeature.STATES_PUBLIC_TASK in answers.request.features
    return chosen and not (answers.was_asked and stated)


@Rule(
    "C05",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Annex 1 paragraphs 6 to 8; ICO safeguarding condition 2026",
    dated="2026-02-05",
    says="This safeguarding reason protects children, and adults who cannot protect themselves.",
    why="The person at risk is a grown-up, and nothing says that they need care.",
    do="Say if they cannot protect themselves, or choose another reason.",
    points=Advice.CHECK_FIRST,
    in_force_from=DATA_ACT,
    reads_danger=True,
    waits_for=("concern",),
)
def safeguards_an_adult_not_at_risk(answers: Answers, circumstances: Circumstances) -> bool:
    interest = RecognisedInterest.RLI_SAFEGUARDING
    chosen = answers.basis.basis is Basis.A6_1_EA and answers.basis.interest is interest
    return chosen and protects_an_adult_only(answers, circumstances)


@Rule(
    "C07",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1)(ea), Annex 1; policy P24",
    dated="2026-02-05",
    says="This basis needs you to say what could happen if you do not share.",
    why="The law asks you to show that sharing is needed.",
    do="Write what could happen if you do not share.",
    points=Advice.CHECK_FIRST,
    in_force_from=DATA_ACT,
    waits_for=("items",),
)
def necessity_not_said(answers: Answers, circumstances: Circumstances) -> bool:
    said = bool(answers.necessity.harm_if_not_shared.strip())
    return answers.basis.basis is Basis.A6_1_EA and not said


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
