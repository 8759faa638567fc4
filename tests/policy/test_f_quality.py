"""F. Quality."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.facts.reasons import REASON_PROMPTS
from decisions.policy.terms import (
    STATUTORY_BODIES,
    AgencyType,
    Effect,
    Outcome,
    Provenance,
    Severity,
)
from tests.policy.builders import (
    TODAY,
    already,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    rules_of,
    urgent,
)

REFUSES = {"outcome": Outcome.NOT_SHARE}


def test_only_pieces_that_go_need_their_source():
    items = (item(provenance=None, going=False), item(provenance=None))
    assessment = assessed(asked(items=items))
    assert [finding.concerns for finding in findings_of(assessment, "F04")] == [1]


# How old it is


def told_on(day, dated, months=12, **changes):
    """What F05 does on a day to a piece with a date."""
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    settings = Settings(item_age_months=months)
    answers = asked(items=(item(dated=dated, **changes),), request={"occurred_at": now})
    return effect_of(assessed(answers, on=day, now=now, settings=settings), "F05")


@pytest.mark.parametrize(
    ("dated", "months", "last_fresh_day", "first_old_day"),
    [
        (date(2025, 11, 9), 12, date(2026, 11, 9), date(2026, 11, 10)),
        # A leap day: a year later is the last day of February, four years later a leap day.
        (date(2024, 2, 29), 12, date(2025, 2, 28), date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29), date(2028, 3, 1)),
        # The day before a leap day is not the end of its month.
        (date(2023, 2, 28), 12, date(2024, 2, 28), date(2024, 2, 29)),
        # Month ends: six months after 31 August is the end of February.
        (date(2025, 8, 31), 6, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2025, 8, 29), 6, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2023, 8, 31), 6, date(2024, 2, 29), date(2024, 3, 1)),
        (date(2026, 3, 31), 1, date(2026, 4, 30), date(2026, 5, 1)),
        (date(2026, 4, 30), 1, date(2026, 5, 30), date(2026, 5, 31)),
        # Over the end of a year.
        (date(2025, 12, 31), 1, date(2026, 1, 31), date(2026, 2, 1)),
        (date(2025, 12, 1), 12, date(2026, 12, 1), date(2026, 12, 2)),
    ],
)
def test_a_piece_is_old_from_the_day_after_its_months(dated, months, last_fresh_day, first_old_day):
    assert told_on(last_fresh_day, dated, months) is None
    assert told_on(first_old_day, dated, months) is Effect.WARN


def test_a_day_begins_at_midnight_in_england():
    dated, late = date(2025, 6, 9), datetime(2026, 6, 9, 23, 30, tzinfo=UTC)
    answers = asked(items=(item(dated=dated),), request={"occurred_at": late})
    assert effect_of(assessed(answers, now=late), "F05") is Effect.WARN


@pytest.mark.parametrize(
    "changes", [{"checked_again": True}, {"going": False}, {"going": None}], ids=str
)
def test_what_was_checked_again_or_stays_is_not_old(changes):
    assert told_on(TODAY, date(2020, 1, 1), **changes) is None


def test_without_a_date_nothing_is_old():
    assert told_on(TODAY, None) is None


FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


@pytest.mark.parametrize(("dated", "months"), [(LAST, 12), (LAST, 432), (FIRST, 12)])
def test_any_date_and_any_number_of_months_can_be_compared(dated, months):
    assert told_on(TODAY, dated, months) is (None if dated is LAST else Effect.WARN)


def test_each_old_piece_is_spoken_of_by_itself():
    old = item(dated=date(2020, 1, 1))
    assessment = assessed(asked(items=(old, item(), old)))
    assert [finding.concerns for finding in findings_of(assessment, "F05")] == [0, 2]
    assert assessment.may_go == (0, 1, 2)


# What is disputed


def test_what_is_disputed_goes_with_a_warning():
    items = (item(), item(disputed=True), item(disputed=True, going=False))
    found = findings_of(assessed(asked(items=items)), "F06")
    assert [(one.effect, one.concerns) for one in found] == [(Effect.WARN, 1)]


# What is not confirmed

UNCONFIRMED = (item(), item(provenance=Provenance.UNVERIFIED_INTELLIGENCE))


@pytest.mark.parametrize("kind", AgencyType)
def test_only_bodies_with_a_task_in_law_are_told_what_is_not_confirmed(kind):
    answers = own_initiative(items=UNCONFIRMED, transfer={"agency_type": kind})
    found = findings_of(assessed(answers), "F07")
    to_others = kind not in STATUTORY_BODIES
    assert [(one.effect, one.concerns) for one in found] == [(Effect.APPROVE, 1)] * to_others


@pytest.mark.parametrize(
    "answers",
    [
        own_initiative(items=(item(provenance=Provenance.UNVERIFIED_INTELLIGENCE, going=False),)),
        own_initiative(items=(item(provenance=Provenance.REPORTED_BY_OTHER),)),
        own_initiative(items=UNCONFIRMED, transfer={"agency": None, "agency_type": None}),
        own_initiative(items=UNCONFIRMED, decision=REFUSES),
    ],
    ids=["stays", "reported", "nobody chosen yet", "refusal"],
)
def test_otherwise_it_needs_no_manager(answers):
    assert effect_of(assessed(answers), "F07") is None


def test_what_was_told_unconfirmed_already_is_told_to_the_manager():
    found = findings_of(assessed(already_in_full(items=UNCONFIRMED)), "F07")
    assert [(one.effect, one.has_happened) for one in found] == [(Effect.NOTIFY, True)]


# The reasons


def f09(answers, **changes):
    return effect_of(assessed(answers, **changes), "F09")


def because(words, **decision):
    return asked(decision={"reasons": words, **decision})


@pytest.mark.parametrize(
    ("words", "least", "thin"),
    [
        ("x" * 19, 20, True),
        ("x" * 20, 20, False),
        ("  " + "x" * 19 + " \n", 20, True),
        ("x" * 20, 21, True),
        ("x", 1, False),
    ],
)
def test_a_reason_has_the_length_that_the_provider_asks_for(words, least, thin):
    settings = Settings(minimum_reason_length=least)
    assert f09(because(words), settings=settings) is (Effect.WARN if thin else None)


@pytest.mark.parametrize("prompt", REASON_PROMPTS)
def test_the_question_is_not_its_own_answer(prompt):
    settings = Settings(minimum_reason_length=1)
    for words in (prompt, f"  {prompt.upper()} ", prompt.rstrip(".?")):
        assert f09(because(words), settings=settings) is Effect.WARN


def test_reasons_that_stand_in_another_record_are_noticed():
    assert f09(asked()) is None
    assert f09(asked(), reasons_copied=True) is Effect.WARN


@pytest.mark.parametrize("words", ["", " \n"])
def test_where_no_reason_stands_another_rule_asks_for_it(words):
    assessment = assessed(because(words), reasons_copied=True)
    assert "F09" not in rules_of(assessment)
    assert effect_of(assessment, "I01") is Effect.BLOCK


@pytest.mark.parametrize(
    "answers",
    [
        because("No.", outcome=Outcome.NOT_SHARE),
        urgent(urgent={"why": "Hurt."}),
        asked(concern={"severity": Severity.IMMEDIATE}, decision={"reasons": "Hurt."}),
    ],
    ids=["refusal", "urgent", "danger"],
)
def test_a_refusal_and_an_emergency_may_be_short(answers):
    assert f09(answers) is None


def test_of_what_was_already_shared_its_first_page_gives_the_reason():
    assert f09(already(urgent={"why": "He asked."}, decision={"reasons": "x" * 30})) is Effect.WARN
    assert f09(already(decision={"reasons": "x"})) is None


def test_short_reasons_change_no_advice():
    assert assessed(because("He agrees.")).advice is assessed(asked()).advice
