"""The table of ASVS requirements is whole, and every test that it names exists."""

from __future__ import annotations

import pytest

from tests.asvs import Requirement, main, not_there, requirements

# Asked for by level 3 alone, and wanted here all the same.
OF_LEVEL_3 = (
    *("1.2.10", "2.3.5", "3.4.8", "3.5.8", "3.6.1", "4.1.4", "6.3.7", "6.3.8", "6.4.6", "6.5.6"),
    *("7.5.3", "8.3.2", "8.4.2", "14.2.6", "14.2.7", "15.4.2", "16.3.2"),
)
# How many requirements of each chapter bite, those of level 3 among them.
IN_CHAPTER = {
    "1": 9,
    "2": 8,
    "3": 14,
    "4": 2,
    "5": 5,
    "6": 21,
    "7": 12,
    "8": 9,
    "10": 6,
    "11": 3,
    "12": 2,
    "13": 6,
    "14": 7,
    "15": 7,
    "16": 11,
}


def test_every_requirement_that_bites_has_one_line() -> None:
    ids = [one.id for one in requirements()]
    assert len(ids) == len(set(ids))
    assert set(OF_LEVEL_3) <= set(ids)
    found: dict[str, int] = {}
    for one in ids:
        chapter = one.split(".")[0]
        found[chapter] = found.get(chapter, 0) + (one.count(".") == 2)
    assert {chapter: found.get(chapter, 0) for chapter in IN_CHAPTER} == IN_CHAPTER


def test_every_line_says_what_shows_it_or_why_nothing_does() -> None:
    silent = [
        one.id
        for one in requirements()
        if not (one.tests or one.missing or one.not_applicable) or not one.asks
    ]
    assert silent == []


def test_every_test_that_is_named_exists() -> None:
    gone = {one.id: not_there(one) for one in requirements()}
    assert {name: tests for name, tests in gone.items() if tests} == {}


@pytest.mark.parametrize(
    "test", ["tests/hardening/nowhere.py::test_x", "tests/hardening/test_asvs.py::test_x", "x"]
)
def test_a_test_that_exists_nowhere_is_found(test: str) -> None:
    assert not_there(Requirement("1.1.1", "Anything", (test,))) == [test]


def test_the_command_lists_what_is_not_met(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    said = capsys.readouterr().out
    lacking = [one for one in requirements() if one.missing]
    assert all(one.missing in said for one in lacking)
    assert f"{len(lacking)} not met" in said
