"""F. Quality: where each piece comes from, how old it is, and how well the reasons are written."""

from __future__ import annotations

from decisions.policy.answers import Answers, Item
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import older_than_months, today
from decisions.policy.facts.information import going_where
from decisions.policy.facts.reasons import reason_given, repeats_its_prompt
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    STATUTORY_BODIES,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Provenance,
    Sureness,
)


@Rule(
    "F04",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Guide to the Children's Homes Regulations, recording fact and opinion; policy P14",
    dated="2015-04",
    says="It is not clear where this comes from.",
    why="The reader must know what was seen, what was said and what is a view.",
    do="Say whether it is a fact, a report or an opinion.",
    points=Advice.CHECK_FIRST,
)
def no_provenance(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    return going_where(answers, lambda item: item.provenance is None)


@Rule(
    "F05",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.CHOICE,
    source="Founding policy, accurate and up to date; UK GDPR Article 5(1)(d); policy P14, P24",
    dated="2024-06",
    says="This is old, and nobody has checked it since.",
    why="Children change, and what was true then may mislead now.",
    do="Check that it is still true and say so, or leave it out.",
    points=Advice.CHECK_FIRST,
)
def old_and_not_checked(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    months, on = circumstances.settings.item_age_months, today(circumstances)

    def is_old(item: Item) -> bool:
        dated = item.dated is not None and older_than_months(item.dated, months, on)
        return dated and not item.checked_again

    return going_where(answers, is_old)


@Rule(
    "F06",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Articles 5(1)(d) and 16; ICO records management toolkit, accuracy; policy P14",
    dated="2018-05",
    says="Somebody says that this is wrong, and it is not settled yet.",
    why="Whoever reads it must see both sides.",
    do="Send with it what they say. Mark it as not settled.",
    points=Advice.CHECK_FIRST,
)
def still_disputed(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    return going_where(answers, lambda item: item.disputed)


@Rule(
    "F07",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 6; policy P14, P25",
    dated="2024-05",
    says="This is not confirmed, and finding out is not their task in law.",
    why="A rumour can harm a child or somebody else, and it cannot be called back.",
    do="Leave it out, find out more, or ask your manager.",
    points=Advice.SHARE_PART,
)
def unconfirmed_to_others(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    kind, unconfirmed = recipient_type(answers, circumstances), Provenance.UNVERIFIED_INTELLIGENCE
    if kind is None or kind in STATUTORY_BODIES:
        return ()
    return going_where(answers, lambda item: item.provenance is unconfirmed)


@Rule(
    "F09",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Reasons that help whoever reads them later; policy P26",
    dated="2026-11",
    says="These reasons say very little, or the same words stand in another record.",
    why="Years from now the child may read them, to understand what was done.",
    do="Write in a sentence or two why it is right for this child, this time.",
    points=None,
)
def reasons_that_say_little(answers: Answers, circumstances: Circumstances) -> bool:
    words = reason_given(answers)
    short = len(words) < circumstances.settings.minimum_reason_length
    return bool(words) and (short or repeats_its_prompt(words) or circumstances.reasons_copied)
