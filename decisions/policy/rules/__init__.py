"""The decision table: a module for each letter (two for I), one function for each rule."""

from __future__ import annotations

from types import ModuleType

from decisions.policy.rule import Rule
from decisions.policy.rules import (
    a_urgency_and_harm,
    b_request_and_requester,
    c_lawful_basis,
    d_consent_and_competence,
    e_sensitive_and_restricted,
    f_proportionality_and_quality,
    g_openness,
    h_transfer,
    i_decision,
    i_review,
)


def _rules_of(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (
        a_urgency_and_harm,
        b_request_and_requester,
        c_lawful_basis,
        d_consent_and_competence,
        e_sensitive_and_restricted,
        f_proportionality_and_quality,
        g_openness,
        h_transfer,
        i_decision,
        i_review,
    )
    for rule in _rules_of(module)
)
