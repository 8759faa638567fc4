"""E. Confidence: what was told to us in trust, and who told it."""

from __future__ import annotations

from decisions.policy.answers import Answers, Item
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.consent import consent_leaned_on, consent_stands
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.information import (
    another_child_in_care_goes,
    both_harms_weighed,
    either_harm_weighed,
    going_where,
    needs_public_interest,
)
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    Basis,
    ConsentGiver,
    Effect,
    EmergencyEffect,
    Force,
    Gateway,
    InformationCategory,
    Provenance,
    Sureness,
)


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


def _part_is_said(answers: Answers, circumstances: Circumstances) -> bool:
    """Everybody else is listed, with the part they have in it: that says why they are named."""
    return bool(answers.people) and all(person.part is not None for person in answers.people)


def _shows_another(item: Item) -> bool:
    return item.identifies_other or item.category is InformationCategory.THIRD_PARTY_CHILD


@Rule(
    "E16",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 5; policy P21",
    dated="2024-05",
    says="This shows who told us, or who somebody else is.",
    why="Those who tell us things must stay safe, and others have a private life too.",
    do="Take out what shows who they are, or say why it must stay.",
    points=Advice.SHARE_PART,
    explained_by=_part_is_said,
)
def shows_who_somebody_else_is(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    source = InformationCategory.SOURCE_IDENTITY
    # Another child in care is for E18.
    others = not another_child_in_care_goes(answers)
    return going_where(
        answers, lambda item: item.category is source or (others and _shows_another(item))
    )


def _weighed_or_required(answers: Answers, circumstances: Circumstances) -> bool:
    """Why it goes is said already: both harms, a duty in law, or a referral."""
    required = answers.basis.basis is Basis.A6_1_C or is_referral(answers, circumstances)
    return required or both_harms_weighed(answers)


def _lets_it_go(answers: Answers, circumstances: Circumstances) -> bool:
    """The child agreed to it, or E10 or E11 already asks for both sides."""
    consent = consent_leaned_on(answers, circumstances)
    own = consent is not None and consent.giver is ConsentGiver.CHILD
    unweighed = needs_public_interest(answers, circumstances) and not both_harms_weighed(answers)
    return unweighed or (own and consent_stands(answers, circumstances))


@Rule(
    "E20",
    Effect.REASON,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Common law duty of confidence; Data Protection Act 2018 Schedule 3; GMC guidance on "
    "children, paragraphs 46 to 50",
    dated="2018-05",
    says="The child told us this in confidence.",
    why="They trusted us. They should hear it from us first, where that is safe.",
    do="Say why it must be passed on, and tell the child, if that is safe.",
    points=Advice.SHARE_PART,
    explained_by=_weighed_or_required,
)
def the_child_told_it_in_confidence(
    answers: Answers, circumstances: Circumstances
) -> tuple[int, ...]:
    if _lets_it_go(answers, circumstances):
        return ()
    said = Provenance.CHILD_SAID
    return going_where(answers, lambda item: item.in_confidence and item.provenance is said)
