"""Worked cases: what happened, what was answered, and what a good adviser says of it.

Each TOML file beside this module is one case. Its advice was decided from the law and the guidance
first, and written down before the product was asked: `expect.because` says why it is right.

    title, source, topics, on, story    what happened, and what the judgement stands on
    [expect]                            the advice, and the rules that must and must not speak
    [answers], [circumstances]          a document, read as `manage.py assess` reads one

A rule stands as its id alone, or with the effect that it has here: "B01" or "B01 APPROVE".
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment
from decisions.policy.documents.reading import Asked, read_document
from decisions.policy.rules import RULES
from decisions.policy.terms import Advice, Effect

FILES = sorted(Path(__file__).parent.glob("*.toml"))
NAMES = [path.stem for path in FILES]
RULE_IDS = {rule.id for rule in RULES}
FEWEST_CASES = 60
FEWEST_OF_EACH_ADVICE = 8
TOPICS = frozenset(
    {
        "urgent-without-consent",
        "refusal-second-look",
        "excessive-request",
        "competent-refusal-13",
        "competent-refusal-15",
        "competent-refusal-17",
        "parent-with-responsibility",
        "parent-without",
        "impersonation",
        "police-with-form",
        "police-without-form",
        "solicitor",
        "court",
        "regulation-44-and-ofsted",
        "move",
        "missing",
        "exploitation",
        "staff-allegation",
        "misdirected",
        "subject-access-in-disguise",
        "dead-child",
        "adult-at-risk",
    }
)
FIELDS = {"title", "source", "topics", "on", "story", "expect", "answers", "circumstances"}
EXPECTED = {"advice", "must", "must_not", "because"}
# Where a sentence ends: a mark, perhaps within quotation marks, and a space or the end.
SENTENCE_END = re.compile(r"[.!?]”?(?=\s|$)")


@dataclass(frozen=True)
class Spoken:
    """A rule that must or must not speak; without an effect, whichever it has."""

    rule: str
    effect: Effect | None

    @classmethod
    def read(cls, text: str) -> Spoken:
        rule, _, effect = text.partition(" ")
        return cls(rule, Effect[effect] if effect else None)

    def is_in(self, assessment: Assessment) -> bool:
        return any(
            found.rule == self.rule and self.effect in (None, found.effect)
            for found in assessment.findings
        )


@dataclass(frozen=True)
class Case:
    """One file, with what was expected of it."""

    told: dict[str, Any]
    advice: Advice
    must: tuple[Spoken, ...]
    must_not: tuple[Spoken, ...]

    def assessed(self) -> Assessment:
        """The assessment of its document, read as the command reads one."""
        document = {name: self.told[name] for name in ("answers", "circumstances", "on")}
        data = json.dumps(document, default=_as_text).encode()
        read = read_document(data, Asked(now=datetime(2100, 1, 1, tzinfo=UTC)))
        return assess(read.answers, read.circumstances, read.on)


def _as_text(value: date) -> str:
    """Days and moments as JSON has them."""
    return value.isoformat()


@cache
def _case(path: Path) -> Case:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    expect = told["expect"]
    return Case(
        told,
        Advice(expect["advice"]),
        tuple(map(Spoken.read, expect["must"])),
        tuple(map(Spoken.read, expect["must_not"])),
    )


@pytest.fixture(params=FILES, ids=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    return _case(request.param)


def test_the_advice_is_what_a_good_adviser_would_say(case: Case) -> None:
    assert case.assessed().advice is case.advice


def test_the_rules_that_must_speak_do_so_and_the_others_are_silent(case: Case) -> None:
    assessment = case.assessed()
    said = [f"{found.rule} {found.effect.name}" for found in assessment.findings]
    silent = [spoken for spoken in case.must if not spoken.is_in(assessment)]
    loud = [spoken for spoken in case.must_not if spoken.is_in(assessment)]
    assert (silent, loud) == ([], []), f"what speaks: {', '.join(said)}"


def test_the_case_is_told_in_full(case: Case) -> None:
    told, expect = case.told, case.told["expect"]
    assert told.keys() == FIELDS
    assert expect.keys() == EXPECTED
    assert all(words.strip() for words in (told["title"], told["source"], expect["because"]))
    assert 3 <= len(SENTENCE_END.findall(told["story"])) <= 8
    assert set(told["topics"]) <= TOPICS


def test_the_case_names_rules_that_there_are(case: Case) -> None:
    assert {spoken.rule for spoken in (*case.must, *case.must_not)} <= RULE_IDS


def test_the_story_is_of_the_day_that_is_assessed(case: Case) -> None:
    assert case.told["on"] == case.told["circumstances"]["now"].date()


def test_there_are_cases_enough_and_no_two_have_one_title() -> None:
    titles = Counter(_case(path).told["title"] for path in FILES)
    assert len(FILES) >= FEWEST_CASES
    assert max(titles.values()) == 1


def test_every_rule_that_an_assessment_yields_speaks_in_some_case() -> None:
    spoken = {one.rule for path in FILES for one in _case(path).must}
    assert sorted(RULE_IDS - spoken) == []


@pytest.mark.parametrize("advice", Advice)
def test_each_advice_is_given_in_cases_enough(advice: Advice) -> None:
    given = [path.stem for path in FILES if _case(path).advice is advice]
    assert len(given) >= FEWEST_OF_EACH_ADVICE


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_each_topic_has_its_case(topic: str) -> None:
    assert any(topic in _case(path).told["topics"] for path in FILES)
