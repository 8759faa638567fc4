"""Which lawful basis and conditions fit, best first, each with its why.

Only what was in force on the day, and what this kind of provider may use, is ever offered. A
person confirms.
"""

from __future__ import annotations

from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.assessment import LawfulSuggestion
from decisions.policy.cases import case_of
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.information import is_council
from decisions.policy.law import Kind, in_force_on, switches_of
from decisions.policy.terms import OffenceCondition, SpecialCondition, Understanding
from decisions.policy.ways import OFFENCE, SPECIAL, ways_in


def suggested_conditions(
    answers: Answers, circumstances: Circumstances, on: date
) -> tuple[SpecialCondition, ...]:
    """Conditions for sensitive information, best first; none where nothing sensitive may go."""
    if not any(item.category.special and item.going is not False for item in answers.items):
        return ()
    offered = {row.code for row in in_force_on(Kind.SPECIAL, on, circumstances.provider_type)}
    cannot = answers.agreement.understanding is Understanding.DOES_NOT
    return tuple(
        condition
        for condition in SPECIAL[case_of(answers, circumstances)]
        if condition.value in offered and (cannot or condition is not SpecialCondition.A9_2_C)
    )


def suggested_offence_conditions(
    answers: Answers, circumstances: Circumstances, on: date
) -> tuple[OffenceCondition, ...]:
    """Conditions for offence information, best first; none where no such information may go."""
    if not any(item.category.criminal and item.going is not False for item in answers.items):
        return ()
    offered = {row.code for row in in_force_on(Kind.OFFENCE, on, circumstances.provider_type)}
    cannot = answers.agreement.understanding is Understanding.DOES_NOT
    return tuple(
        condition
        for condition in OFFENCE[case_of(answers, circumstances)]
        if condition.value in offered and (cannot or condition is not OffenceCondition.A10_SCH1_P30)
    )


def suggested_bases(
    answers: Answers, circumstances: Circumstances, on: date
) -> tuple[LawfulSuggestion, ...]:
    """Lawful bases that fit, best first, each with the conditions that go with it.

    A basis that leans on a law is offered only once that law is in force.
    """
    used_by, switches = circumstances.provider_type, switches_of(circumstances.settings)
    rows = (in_force_on(kind, on, used_by, switches) for kind in (Kind.BASIS, Kind.GATEWAY))
    law = {row.code for of_a_kind in rows for row in of_a_kind}
    special = suggested_conditions(answers, circumstances, on)
    offence = suggested_offence_conditions(answers, circumstances, on)
    return tuple(
        LawfulSuggestion(
            basis=way.basis,
            interest=way.interest,
            gateway=way.gateway,
            special=special[0] if special else None,
            offence=offence[0] if offence else None,
            why=way.why,
        )
        for way in ways_in(answers, circumstances, is_council(circumstances), law)
    )
