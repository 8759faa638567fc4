"""The tests that are asked, and which of them could notice that a rule answers otherwise."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

import pytest
from _pytest.outcomes import OutcomeException

from decisions.policy import findings
from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.rule import Rule

FOLDERS = ("tests/policy", "tests/scenarios")
PYTEST = ("--collect-only", "-q", "--assert=plain", "-p", "no:cacheprovider")
# Told apart from every answer of a question.
RAISED = "raised"


@dataclass(frozen=True)
class Check:
    """One test with its values, called without pytest."""

    name: str
    call: Callable[[], Any]
    seconds: float = 0.0

    def fails(self) -> bool:
        try:
            self.call()
        except (Exception, OutcomeException):
            return True
        return False


@dataclass(frozen=True)
class Read:
    """What a test put to the table: answers, circumstances, and the rules that were asked."""

    answers: Answers
    circumstances: Circumstances
    speaking: frozenset[Rule]


@dataclass
class Evidence:
    """The checks, what they put to the table, and by which of them each was put."""

    checks: list[Check] = field(default_factory=list)
    red: list[str] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    readers: list[set[int]] = field(default_factory=list)
    answered: dict[Rule, list[Any]] = field(default_factory=dict)

    def answers_of(self, rule: Rule) -> list[Any]:
        """What the rule says, as it stands, of everything that was put to the table."""
        return [_answer(rule, read) for read in self.reads]

    def as_it_is(self, rule: Rule) -> list[Any]:
        """The same without any mutant; to be asked first while there is none."""
        if rule not in self.answered:
            self.answered[rule] = self.answers_of(rule)
        return self.answered[rule]

    def where_it_fires(self, rule: Rule, *, whenever: bool = False) -> set[int]:
        """The checks in which the rule speaks, or would if it were in force for the outcome."""
        fires = (
            readers
            for readers, read, answer in zip(
                self.readers, self.reads, self.as_it_is(rule), strict=True
            )
            if answer != (False, False) and (whenever or rule in read.speaking)
        )
        return set().union(*fires)

    def where_it_differs(self, rule: Rule) -> set[int]:
        """The checks in which the rule, mutated now, says something else than without."""
        before, after = self.as_it_is(rule), self.answers_of(rule)
        differs = (
            readers
            for readers, read, one, other in zip(
                self.readers, self.reads, before, after, strict=True
            )
            if one != other and rule in read.speaking
        )
        return set().union(*differs)


def _answer(rule: Rule, read: Read) -> Any:
    """Whether and where it fires, and whether a page explains it then."""
    try:
        hit = rule.asks(read.answers, read.circumstances)
        by = rule.explained_by
        explained = bool(hit and by is not None and by(read.answers, read.circumstances))
    except Exception:  # a mutant may raise anything
        return RAISED
    return hit or False, explained


class _Recorder:
    """Keeps what is put to the table; the same is kept once."""

    def __init__(self) -> None:
        self.evidence = Evidence()
        self._places: dict[Any, int] = {}

    def run(self, check: Check) -> None:
        began = perf_counter()
        if check.fails():
            self.evidence.red.append(check.name)
        taken = perf_counter() - began
        self.evidence.checks.append(replace(check, seconds=taken))

    def note(self, rules: Any, answers: Answers, circumstances: Circumstances) -> None:
        key = (rules, answers.model_dump_json(), circumstances.model_dump_json())
        if key not in self._places:
            self._places[key] = len(self.evidence.reads)
            self.evidence.reads.append(Read(answers, circumstances, frozenset(rules)))
            self.evidence.readers.append(set())
        self.evidence.readers[self._places[key]].add(len(self.evidence.checks))


def gather() -> Evidence:
    """Collect the checks, run each once, and keep what it puts to the table."""
    recorder, fired = _Recorder(), findings._fired

    def recorded(rules: Any, answers: Answers, circumstances: Circumstances, standing: Any) -> Any:
        recorder.note(rules, answers, circumstances)
        return fired(rules, answers, circumstances, standing)

    with patch.object(findings, "_fired", recorded):
        for check in _collected():
            recorder.run(check)
    return recorder.evidence


class _Collector:
    items: list[pytest.Item]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = list(session.items)


def _collected() -> Iterator[Check]:
    collector = _Collector()
    with redirect_stdout(io.StringIO()):
        code = pytest.main([*PYTEST, *FOLDERS], plugins=[collector])
    if code != pytest.ExitCode.OK:
        raise RuntimeError(f"The tests cannot be collected: {code!r}")
    for item in collector.items:
        call = _call_of(item)
        if call is not None:
            yield Check(item.nodeid, call)


def _call_of(item: pytest.Item) -> Callable[[], Any] | None:
    """The test without arguments; none for a property, and for one that wants a fixture."""
    function = getattr(item, "function", None)
    if function is None or getattr(function, "is_hypothesis_test", False):
        return None
    given = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    wanted = inspect.signature(function).parameters
    if set(wanted) - set(given):
        return None
    return lambda: function(**{name: _worked(given[name]) for name in wanted})


def _worked(value: Any) -> Any:
    """A worked case is read from its file; everything else is what it is."""
    if isinstance(value, Path):
        from tests.scenarios.test_the_worked_cases import _case

        return _case(value)
    return value
