"""C. Lawful basis: whether there is one, and what an interest needs."""

from __future__ import annotations

from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.information import (
    interest_is_assessed,
    is_council,
    is_personal_data,
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
    return answers.basis.basis is None and is_personal_data(answers, circumstances)


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
    "C06",
    Effect.WARN,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Annex 1 paragraphs 3 and 4; Civil Contingencies Act 2004 Part 2",
    dated="2026-02-05",
    says="This reason is for a disaster that strikes many people.",
    why="The law means a flood or an attack, and not one child in crisis.",
    do="For one child, choose safeguarding. If a life is at risk, choose vital interests.",
    points=Advice.CHECK_FIRST,
    in_force_from=DATA_ACT,
)
def crisis_is_no_civil_emergency(answers: Answers, circumstances: Circumstances) -> bool:
    # A record is about one child: that many are struck is the exception, so it only warns.
    interest = RecognisedInterest.RLI_EMERGENCY
    return answers.basis.basis is Basis.A6_1_EA and answers.basis.interest is interest


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
    "C08",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1)(f); ICO legitimate interests assessment",
    dated="2018-05",
    says="This basis has not been weighed yet.",
    why="It needs a purpose, a need, and a fair balance with what is best for the child.",
    do="Write the purpose, say whether less would do, and say why it is fair to the child.",
    points=Advice.CHECK_FIRST,
    waits_for=("purpose", "items"),
)
def interest_not_assessed(answers: Answers, circumstances: Circumstances) -> bool:
    # A council home may not use this basis at all, and hears only that.
    chosen = answers.basis.basis is Basis.A6_1_F and not is_council(circumstances)
    return chosen and not interest_is_assessed(answers)
