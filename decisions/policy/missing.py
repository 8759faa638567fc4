"""Which answers are still missing: for a full record, and for signing it now."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import has_died, outcome_of
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.information import is_personal_data
from decisions.policy.facts.recipient import is_emergency_path
from decisions.policy.route import is_answered, required_fields
from decisions.policy.terms import Start

# What even an emergency must say: who, what, to whom and when.
ESSENTIAL = frozenset(
    {
        "request.agency_type",
        "request.agency_name",
        "request.verification",
        "request.role_with_child",
        "request.doubt",
        "request.occurred_at",
        "transfer.agency_type",
        "transfer.agency_name",
        "transfer.contact",
        "urgent.said",
        "urgent.why",
        "items",
        "decision.outcome",
        "decision.reasons",
    }
)
# What a referral by the home itself does not wait for: the law, and who else it speaks of.
FOLLOWS_A_REFERRAL = ("basis.", "people")
# What nobody asks about a child who has died: what they understand, want and know.
ASKED_OF_THE_LIVING = ("agreement.", "openness.child_told")


def _not_asked(answers: Answers, circumstances: Circumstances) -> tuple[str, ...]:
    """How the names of the fields begin that are not asked; none where the child lives."""
    if not has_died(circumstances):
        return ()
    law = () if is_personal_data(answers, circumstances) else ("basis.",)
    return ASKED_OF_THE_LIVING + law


def missing(answers: Answers, circumstances: Circumstances) -> tuple[str, ...]:
    """The required fields of a full record that have no answer yet, in the order of the pages."""
    not_asked = _not_asked(answers, circumstances)
    return tuple(
        field
        for field in required_fields(answers)
        if not field.startswith(not_asked) and not is_answered(answers, field)
    )


def missing_to_sign(answers: Answers, circumstances: Circumstances) -> tuple[str, ...]:
    """Those of them that signing waits for; an emergency and a referral wait for less."""
    fields = missing(answers, circumstances)
    if answers.start is Start.ALREADY_SHARED:
        return fields
    if is_emergency_path(answers, circumstances, outcome_of(answers)):
        return tuple(field for field in fields if field in ESSENTIAL)
    if is_referral(answers, circumstances):
        return tuple(field for field in fields if not field.startswith(FOLLOWS_A_REFERRAL))
    return fields
