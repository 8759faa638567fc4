"""E. Sensitive, offence and restricted content: the second lock, and confidence."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.consent import understood_refusal
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.information import (
    both_harms_weighed,
    either_harm_weighed,
    going_where,
    names_the_child,
    needs_public_interest,
    relies_on,
)
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Gateway,
    InformationCategory,
    PersonKind,
    SpecialCondition,
    Sureness,
)


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
    # What names nobody is nobody's personal information.
    if answers.basis.special is not None or not names_the_child(answers):
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
    if answers.basis.offence is not None or not names_the_child(answers):
        return ()
    return going_where(answers, lambda item: item.category.criminal)


@Rule(
    "E10",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="Common law duty of confidence; GMC guidance on children, paragraphs 46 to 50",
    dated="2018-05",
    says="This was told to us in confidence.",
    why="We keep a confidence unless they agree, the law requires it, or safety matters more.",
    do="Write what harm sharing could do, and what harm not sharing could do.",
    points=Advice.CHECK_FIRST,
    waits_for=("concern", "lawful"),
)
def confidence_not_weighed(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    if either_harm_weighed(answers) or not needs_public_interest(answers, circumstances):
        return ()
    return going_where(answers, lambda item: item.in_confidence)


@Rule(
    "E11",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Proportionality in the public interest test; policy P21",
    dated="2026-11",
    says="Only one side has been weighed.",
    why="It is fair to look at the harm of sharing and the harm of not sharing.",
    do="Write the other side too.",
    points=Advice.CHECK_FIRST,
    waits_for=("concern", "lawful"),
)
def one_side_weighed(answers: Answers, circumstances: Circumstances) -> bool:
    by_gateway = answers.basis.gateway is Gateway.COMMON_LAW_PI
    begun = by_gateway or either_harm_weighed(answers)
    relied_on = by_gateway or needs_public_interest(answers, circumstances)
    referral = is_referral(answers, circumstances)
    return relied_on and begun and not referral and not both_harms_weighed(answers)


def _another_child_in_care(answers: Answers) -> bool:
    return any(person.kind is PersonKind.LOOKED_AFTER_CHILD for person in answers.people)


def _tells_of_another(answers: Answers) -> bool:
    about = InformationCategory.THIRD_PARTY_CHILD
    return any(item.identifies_other or item.category is about for item in answers.going)


@Rule(
    "E18",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 5(1)(c), one record for each child; policy P21",
    dated="2018-05",
    says="This tells of another child in care.",
    why="Each child's file holds what is about that child, and no more.",
    do="Leave the other child out, or make a separate record for that child.",
    points=Advice.SHARE_PART,
)
def another_child_in_care_goes_too(answers: Answers, circumstances: Circumstances) -> bool:
    return _another_child_in_care(answers) and _tells_of_another(answers)


@Rule(
    "E18",
    Effect.INFO,
    EmergencyEffect.TASK,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 5(1)(c), one record for each child; policy P21",
    dated="2018-05",
    says="Another child in care is part of this.",
    why="Each child's file holds what is about that child, and no more.",
    do="Make a separate record for that child.",
    points=Advice.SHARE_PART,
)
def another_child_in_care_is_part_of_it(answers: Answers, circumstances: Circumstances) -> bool:
    return _another_child_in_care(answers) and not _tells_of_another(answers)
