"""What holds of every rule of the decision table."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace

import pytest

from decisions.policy import findings, rules
from decisions.policy.circumstances import Settings
from decisions.policy.contradicted import contradicted
from decisions.policy.contradictions import contradictions
from decisions.policy.rule import Rule
from decisions.policy.rules import RULES
from decisions.policy.table import decision_table
from decisions.policy.terms import Effect, Force, Sureness
from tests.policy.builders import (
    asked,
    assessed,
    circumstances,
    effect_of,
    findings_of,
    own_initiative,
    referral,
    routine,
    rules_of,
)
from tests.policy.firing import FIRING, Case

WORDS_IN_A_SENTENCE = 25
ROWS = {
    "A": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16",
    "B": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20",
    "C": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16",
    "D": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16",
    "E": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20",
    "F": "01 02 03 04 05 06 07 08 09 10 11 12",
    "G": "01 02 03 04 05 06 07",
    "H": "01 02 03 04 05 06 07 08 09 10",
    "I": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15",
    "J": "05 12",
}
NAMED = [pytest.param(rule, id=f"{rule.id}-{rule.says[:20]}") for rule in RULES]


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_it_fires_with_the_effect_of_its_row(case: Case) -> None:
    assert effect_of(case.assessed(), case.rule) is case.effect


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_no_case_says_two_things_that_cannot_both_be_true(case: Case) -> None:
    for answers in (case.answers, case.answers_in_danger()):
        around = circumstances(answers, **case.changes)
        assert (contradictions(answers), contradicted(answers, around)) == ((), ())


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_it_has_its_emergency_effect_when_someone_is_in_danger_now(case: Case) -> None:
    assert effect_of(case.assessed_in_danger(), case.rule) is case.emergency


@pytest.mark.parametrize("clean", [asked(), own_initiative()], ids=["asked", "own"])
def test_of_a_sound_share_only_the_answer_is_followed_up(clean) -> None:
    assert rules_of(assessed(clean)) == ["H08"]


def test_no_rule_fires_on_a_sound_arrangement() -> None:
    settings = Settings(impact_assessment="Sharing with schools, 2026")
    assert rules_of(assessed(routine(), settings=settings)) == []


def test_a_sound_referral_hears_besides_only_that_consent_is_not_needed() -> None:
    assert rules_of(assessed(referral())) == ["A02", "H08"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.effect.name}")
def test_a_rule_forced_silent_is_missed_by_a_case(rule: Rule, monkeypatch) -> None:
    without = tuple(other for other in RULES if other is not rule)
    cases = [case for case in FIRING if case.rule == rule.id]
    before = [findings_of(case.assessed(), rule.id) for case in cases]
    monkeypatch.setattr(findings, "RULES", without)
    after = [findings_of(case.assessed(), rule.id) for case in cases]
    assert before != after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.effect.name}")
def test_a_rule_made_weaker_is_noticed_by_a_case(rule: Rule, monkeypatch) -> None:
    weaker = Effect(rule.effect - 1) if rule.effect > Effect.INFO else Effect.WARN
    mutant = replace(rule, effect=weaker)
    mutated = tuple(mutant if other is rule else other for other in RULES)
    monkeypatch.setattr(findings, "RULES", mutated)
    cases = [case for case in FIRING if case.rule == rule.id]
    assert any(effect_of(case.assessed(), case.rule) is not case.effect for case in cases)


# How many rows each letter of the decision table has.
TABLE = {
    **{"A": 16, "B": 20, "C": 16, "D": 16, "E": 20},
    **{"F": 12, "G": 7, "H": 10, "I": 15, "J": 16},
}


def test_the_whole_decision_table_is_there() -> None:
    table = [f"{letter}{n:02}" for letter, rows in TABLE.items() for n in range(1, rows + 1)]
    assert [rule for rule in table if rule not in decision_table()] == []
    assert list(decision_table()) == table
    assert len(decision_table()) == 148


def test_the_rows_that_are_in_force_are_all_there() -> None:
    wanted = {f"{letter}{number}" for letter, row in ROWS.items() for number in row.split()}
    assert wanted <= {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", NAMED)
def test_its_file_is_plain_from_its_letter(rule: Rule) -> None:
    module = rule.asks.__module__.removeprefix(f"{rules.__name__}.")
    assert module.startswith(f"{rule.letter.lower()}_")


@pytest.mark.parametrize("rule", NAMED)
def test_its_words_are_short_and_plain(rule: Rule) -> None:
    for text in (rule.says, rule.why, rule.do):
        assert text.endswith(".")
        for sentence in re.split(r"(?<=[.?!])\s", text):
            assert len(sentence.split()) < WORDS_IN_A_SENTENCE, sentence


@pytest.mark.parametrize("rule", NAMED)
def test_it_names_its_source_and_its_date(rule: Rule) -> None:
    assert len(rule.source) > len("a word")
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", rule.dated)


@pytest.mark.parametrize("rule", NAMED)
def test_what_is_only_a_choice_does_not_call_itself_law(rule: Rule) -> None:
    assert not (rule.sureness is Sureness.CHOICE and rule.force is Force.LAW)


@pytest.mark.parametrize("rule", NAMED)
def test_its_question_is_short(rule: Rule) -> None:
    assert len(inspect.getsource(rule.asks).partition("def ")[2].splitlines()) <= 12


def test_a_row_without_a_question_never_fires() -> None:
    answers = asked()
    row = replace(RULES[0], asks=Rule.__dataclass_fields__["asks"].default)
    assert not row.asks(answers, circumstances(answers))
