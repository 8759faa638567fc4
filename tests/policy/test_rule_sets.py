"""Which rows stood in which set of rules, so that any earlier one can be asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from decisions.policy import rule_sets
from decisions.policy.assess import assess
from decisions.policy.rule_sets import (
    CAME_WITH,
    RUNNING,
    UnknownRuleSet,
    came_with,
    rules_of,
    stands_in,
    version_on,
)
from decisions.policy.rules import RULES
from decisions.policy.versions import LAW_VERSION, RULE_SETS, RULES_VERSION
from tests.policy.builders import TODAY, asked, assessed, circumstances

FIRST, SECOND, LAST = RULE_SETS


def ids(version: str) -> set[str]:
    return {rule.id for rule in rules_of(version)}


def test_the_last_set_is_the_one_that_is_running() -> None:
    assert list(RULE_SETS)[-1] == RULES_VERSION
    assert rules_of(RULES_VERSION) == RUNNING == RULES
    assert sorted(set(RULE_SETS.values())) == list(RULE_SETS.values())


def test_no_set_is_named_for_a_day_to_come() -> None:
    """What runs today has begun: a day that was guessed would make every record lie."""
    today = datetime.now(UTC).date()
    assert RULE_SETS[RULES_VERSION] <= today
    assert f"{today:%Y-%m}" >= LAW_VERSION[: len("2026-11")]
    for version, began in RULE_SETS.items():
        assert version.startswith(f"{began:%Y-%m}."), version


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_record_is_made_under_the_set_of_its_day(days: int) -> None:
    day = RULE_SETS[RULES_VERSION] + timedelta(days=days)
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    made = assess(asked(), circumstances(now=moment), day)
    assert made.rules_version == version_on(day)
    assert version_on(day - timedelta(days=days + 1)) != RULES_VERSION


def test_each_set_has_the_rules_of_the_one_before_and_its_own() -> None:
    assert ids(SECOND) - ids(FIRST) == set(CAME_WITH[SECOND].split())
    assert ids(LAST) - ids(SECOND) == set(CAME_WITH[LAST].split())
    assert ids(FIRST) < ids(SECOND) < ids(LAST)


def test_what_came_with_a_set_is_a_rule_and_came_once() -> None:
    named = [rule for rules in CAME_WITH.values() for rule in rules.split()]
    assert len(named) == len(set(named))
    assert set(named) <= {rule.id for rule in RULES}
    assert set(CAME_WITH) <= set(RULE_SETS)


def test_a_changed_rule_stands_on_two_rows_and_each_set_has_one_of_them(monkeypatch) -> None:
    old = replace(RULES[0], until=LAST)
    new = replace(RULES[0], since=LAST)
    monkeypatch.setattr(rule_sets, "RULES", (old, new))
    rules_of.cache_clear()
    try:
        assert rules_of(SECOND) == (old,)
        assert rules_of(LAST) == (new,)
    finally:
        rules_of.cache_clear()
    assert (came_with(old), came_with(new)) == (FIRST, LAST)
    assert not stands_in(new, FIRST)


def test_the_set_of_a_day_is_the_last_that_had_begun() -> None:
    began = RULE_SETS[LAST]
    assert version_on(date(2020, 1, 1)) == FIRST
    assert version_on(began - timedelta(days=1)) == SECOND
    assert version_on(began) == LAST
    assert version_on(date(2099, 1, 1)) == LAST


def test_a_version_that_never_was_is_refused() -> None:
    with pytest.raises(UnknownRuleSet):
        rules_of("1999-01.1")
    with pytest.raises(UnknownRuleSet):
        assess(asked(), circumstances(), TODAY, "1999-01.1")


def test_an_earlier_set_is_assessed_by_its_own_rules_and_says_so() -> None:
    answers = asked(decision={"unsure": ()}, request={"doubt": True})
    before = assess(answers, circumstances(answers), TODAY, FIRST)
    assert before.rules_version == FIRST
    assert "H08" not in {finding.rule for finding in before.findings}
    assert "H08" in {finding.rule for finding in assessed(answers).findings}
