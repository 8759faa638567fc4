"""The table as people read it: whole, in order, and with what is not confirmed told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from decisions.policy import table
from decisions.policy.circumstances import Settings
from decisions.policy.law import Kind, Switches, provisions, reference_rows
from decisions.policy.rules import RULES, RULES_ELSEWHERE
from decisions.policy.table import (
    WAITS_FOR_SETTING,
    decision_table,
    is_unverified,
    provision_digest,
    rule_digest,
    to_review,
)
from decisions.policy.terms import (
    Basis,
    Effect,
    EmergencyEffect,
    Force,
    Outcome,
    ProviderType,
    RecognisedInterest,
    Sureness,
)
from tests.policy.firing import FIRING, Case

A04, A04_TOO = decision_table()["A04"]
KEPT = RULES_ELSEWHERE[0]
BASIS = provisions(Kind.BASIS)[0]


def test_every_rule_stands_in_it_once_in_its_order() -> None:
    assert list(decision_table()) == sorted({rule.id for rule in (*RULES, *RULES_ELSEWHERE)})
    rows = [row for rows in decision_table().values() for row in rows]
    assert len(rows) == len(RULES) + len(RULES_ELSEWHERE)


def test_every_row_stands_under_its_letter() -> None:
    for code, rows in decision_table().items():
        assert {row.letter for row in rows} == {code[0]}


def test_every_row_that_is_not_confirmed_is_to_be_reviewed_and_no_other() -> None:
    rules = {row.id for row in (*RULES, *RULES_ELSEWHERE) if row.sureness is Sureness.UNVERIFIED}
    law = {row.code for row in reference_rows() if row.sureness is Sureness.UNVERIFIED}
    assert {code for code, one in to_review().items() if one.is_rule} == rules
    assert {code for code, one in to_review().items() if not one.is_rule} == law
    assert len(to_review()) == len(rules) + len(law) > 40


def test_what_is_put_to_the_reviewer_has_its_words_and_its_digest() -> None:
    for code, one in to_review().items():
        assert one.code == code
        assert one.says
        assert one.source
        assert len(one.digest) == table.DIGEST_LENGTH


def test_no_two_rows_have_one_digest() -> None:
    digests = [one.digest for one in to_review().values()]
    assert len(set(digests)) == len(digests)


CHANGES = [
    {"says": "Other words."},
    {"why": "Another reason."},
    {"do": "Do something else."},
    {"source": "Another Act"},
    {"dated": "2030-01"},
    {"effect": Effect.INFO},
    {"emergency": EmergencyEffect.TASK},
    {"force": Force.CHOICE},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_a_rule_that_says_something_else_is_reviewed_again(change) -> None:
    assert rule_digest([replace(A04, **change)]) != rule_digest([A04])
    assert rule_digest([replace(KEPT, **change)]) != rule_digest([KEPT])


@pytest.mark.parametrize(
    "change",
    [{"outcomes": tuple(Outcome)}, {"in_force_from": date(2030, 1, 1)}],
    ids=["outcomes", "dates"],
)
def test_when_a_rule_holds_belongs_to_what_it_says(change) -> None:
    assert rule_digest([replace(A04, **change)]) != rule_digest([A04])


def test_each_row_of_a_rule_counts() -> None:
    assert rule_digest([A04, A04_TOO]) != rule_digest([A04])


def test_what_is_still_to_come_of_a_rule_belongs_to_what_it_says() -> None:
    assert rule_digest([replace(KEPT, planned="Soon.")]) != rule_digest([KEPT])


def test_a_later_version_and_another_mark_change_nothing_that_was_reviewed() -> None:
    moved = replace(A04, since="2027-01.1", until="2027-02.1", sureness=Sureness.UNVERIFIED)
    assert rule_digest([moved]) == rule_digest([A04])


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"citation": "Another Act"},
        {"says": "Other words."},
        {"in_force_from": date(2030, 1, 1)},
        {"used_by": (ProviderType.COUNCIL,)},
        {"needs_policy_document": True},
        {"bases": (Basis.A6_1_C,)},
        {"interests": (RecognisedInterest.RLI_CRIME,)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_provision_that_says_something_else_is_reviewed_again(change) -> None:
    assert provision_digest(BASIS.model_copy(update=change)) != provision_digest(BASIS)


def test_another_mark_on_a_provision_changes_nothing_that_was_reviewed() -> None:
    marked = BASIS.model_copy(update={"sureness": Sureness.UNVERIFIED})
    assert provision_digest(marked) == provision_digest(BASIS)
    assert is_unverified(marked)


def _fires_without_the_settings(case: Case) -> bool:
    held = case.changes.get("settings", Settings())
    settings = held.changed(**dict.fromkeys(Switches._fields))
    without = replace(case, changes={**case.changes, "settings": settings})
    return any(one.rule == case.rule for one in without.assessed().findings)


def test_the_rules_that_wait_for_a_setting_are_those_that_are_silent_without_it() -> None:
    silent = {case.rule for case in FIRING if not _fires_without_the_settings(case)}
    assert silent == set(WAITS_FOR_SETTING)
    assert set(WAITS_FOR_SETTING.values()) <= set(Settings.model_fields)
