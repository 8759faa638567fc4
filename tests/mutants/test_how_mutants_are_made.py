"""Mutants are made, put in place, told apart and taken away again."""

from __future__ import annotations

import pytest

from decisions.policy.findings import RULES
from decisions.policy.rule import Rule
from decisions.policy.terms import Effect
from tests.mutants.evidence import Check, Evidence
from tests.mutants.made import Mutant, every_mutant
from tests.mutants.questions import variants
from tests.mutants.running import Report, _killer, equivalent
from tests.policy.firing import FIRING


def _sample(first: int, names: frozenset[str], words: str = "") -> bool:
    """Words of a docstring are no code."""
    if first < 3:
        return False
    return bool(words.strip()) and any(name in {"a", "b"} for name in names)


def test_each_part_of_a_question_is_spoiled_by_itself() -> None:
    assert [variant.fault for variant in variants(_sample)] == [
        "never",
        "always",
        "`first < 3` becomes `first <= 3`",
        "`3` becomes `4`",
        "`3` becomes `2`",
        "`False` becomes `True`",
        "`bool(words.strip()) and any((name in {'a', 'b'} for name in names))` becomes "
        "`bool(words.strip()) or any((name in {'a', 'b'} for name in names))`",
        "`bool(words.strip()) and any((name in {'a', 'b'} for name in names))` becomes "
        "`any((name in {'a', 'b'} for name in names))`",
        "`bool(words.strip()) and any((name in {'a', 'b'} for name in names))` becomes "
        "`bool(words.strip())`",
        "`words.strip()` becomes `words`",
        "`any((name in {'a', 'b'} for name in names))` becomes "
        "`all((name in {'a', 'b'} for name in names))`",
        "`name in {'a', 'b'}` becomes `name not in {'a', 'b'}`",
        "`{'a', 'b'}` becomes `{'b'}`",
        "`{'a', 'b'}` becomes `{'a'}`",
    ]


def test_a_variant_answers_otherwise_and_the_function_as_before() -> None:
    border = next(one for one in variants(_sample) if "<=" in one.fault)
    a = frozenset({"a"})
    assert (_sample(3, a, "x"), border.function(3, a, "x")) == (True, False)


@pytest.fixture(scope="module")
def mutants() -> dict[str, Mutant]:
    return {mutant.name: mutant for mutant in every_mutant()}


def _of(rule_id: str) -> Rule:
    return next(rule for rule in RULES if rule.id == rule_id)


def test_a_row_is_weaker_while_its_mutant_is_in_place(mutants: dict[str, Mutant]) -> None:
    rule, case = _of("D03"), next(case for case in FIRING if case.rule == "D03")

    def effects() -> set[Effect]:
        return {found.effect for found in case.assessed().findings if found.rule == rule.id}

    before = effects()
    with mutants["D03 consent_not_given: BLOCK becomes INFO"].in_place():
        assert effects() == {Effect.INFO}
    assert effects() == before == {Effect.BLOCK}


def test_everything_is_as_it_was_afterwards(mutants: dict[str, Mutant]) -> None:
    def state() -> list[object]:
        return [[*vars(rule).values(), getattr(rule.asks, "__code__", None)] for rule in RULES]

    before = state()
    for mutant in mutants.values():
        with mutant.in_place():
            pass
    assert state() == before


def test_every_row_has_mutants_of_its_effect_and_of_its_question(
    mutants: dict[str, Mutant],
) -> None:
    weaker = {name.split(":")[0] for name in mutants if "becomes INFO" in name}
    silent = {name.split(":")[0] for name in mutants if name.endswith(": never")}
    rows = {f"{rule.id} {rule.asks.__name__}" for rule in RULES}
    assert rows <= silent
    assert {f"{rule.id} {rule.asks.__name__}" for rule in RULES if rule.effect > 1} <= weaker


def test_a_mutant_that_no_check_fails_survives(mutants: dict[str, Mutant]) -> None:
    mutant = mutants["D03 consent_not_given: BLOCK becomes INFO"]
    case = next(case for case in FIRING if case.rule == "D03")
    seen = Mutant(mutant.name, mutant.about, mutant.put, lambda evidence: {0})
    blind = Check("looks at nothing", case.assessed)
    assert _killer(seen, Evidence(checks=[blind])) == (1, None)

    def looks() -> None:
        assert case.assessed().blocked

    assert _killer(seen, Evidence(checks=[Check("looks", looks)])) == (1, "looks")


def test_a_check_that_is_red_without_a_mutant_kills_nothing(mutants: dict[str, Mutant]) -> None:
    def fails() -> None:
        raise AssertionError

    mutant = mutants["D03 consent_not_given: BLOCK becomes INFO"]
    seen = Mutant(mutant.name, mutant.about, mutant.put, lambda evidence: {0})
    evidence = Evidence(checks=[Check("red", fails)], red=["red"])
    assert _killer(seen, evidence) == (1, None)
    assert not Report(red=["red"]).clean


def test_an_allowance_holds_only_for_a_mutant_that_survives() -> None:
    killed, survivors = {"dead": "a test"}, {"alive": 3, "known": 0}
    report = Report(killed, survivors, allowed=frozenset({"known", "dead", "gone"}))
    assert report.unexplained == ["alive"]
    assert report.void == ["dead", "gone"]
    assert not report.clean
    assert Report(killed, {"known": 0}, allowed=frozenset({"known"})).clean


def test_only_some_mutants_say_nothing_of_allowances_for_others() -> None:
    assert Report(allowed=frozenset({"gone"}), whole=False).clean


def test_every_allowance_names_a_mutant_that_there_is(mutants: dict[str, Mutant]) -> None:
    assert equivalent() <= mutants.keys()
