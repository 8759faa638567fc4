"""The decision table: one module or several for each letter, one function for each rule."""

from __future__ import annotations

from types import ModuleType

from decisions.policy.elsewhere import RuleElsewhere
from decisions.policy.rule import Rule
from decisions.policy.rules import (
    a_child_sexual_abuse,
    a_urgency_and_harm,
    a_who_must_hear,
    b_request,
    b_request_in_law,
    b_requester,
    c_change,
    c_duty_and_task,
    c_lawful_basis,
    d_competence,
    d_consent,
    e_condition,
    e_confidence,
    e_restricted,
    f_proportionality,
    f_quality,
    g_openness,
    h_transfer,
    i_decision,
    i_moves,
    i_review,
    j_access,
    j_record,
)
from decisions.policy.rules.j_access import OF_ACCESS
from decisions.policy.rules.j_record import OF_THE_RECORD


def _rules_of(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


_FOUND = (
    rule
    for module in (
        a_urgency_and_harm,
        a_child_sexual_abuse,
        a_who_must_hear,
        b_requester,
        b_request,
        b_request_in_law,
        c_lawful_basis,
        c_duty_and_task,
        c_change,
        d_consent,
        d_competence,
        e_condition,
        e_confidence,
        e_restricted,
        f_proportionality,
        f_quality,
        g_openness,
        h_transfer,
        i_decision,
        i_moves,
        i_review,
        j_access,
        j_record,
    )
    for rule in _rules_of(module)
)
# In the order of the table, whichever module a row stands in.
RULES: tuple[Rule, ...] = tuple(sorted(_FOUND, key=lambda rule: rule.id))
RULES_THAT_ASK_FOR_WORDS: tuple[str, ...] = tuple(
    dict.fromkeys(rule.id for rule in RULES if rule.may_ask_for_words)
)
# Kept by the database, the ledger, access and follow-ups, whatever an assessment says.
RULES_ELSEWHERE: tuple[RuleElsewhere, ...] = tuple(
    sorted(OF_THE_RECORD + OF_ACCESS, key=lambda rule: rule.id)
)
