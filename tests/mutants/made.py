"""Every mutant of the decision table, and how it is put in the place of what it mutates.

A mutant changes the very objects that are in use, rows and functions, so that every table made of
them sees it; what was computed from them beforehand is computed again.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import CodeType, FunctionType, ModuleType
from typing import Any
from unittest.mock import patch

from decisions.policy import findings
from decisions.policy.rule import Rule
from decisions.policy.rules import RULES
from tests.mutants import rows
from tests.mutants.evidence import Evidence
from tests.mutants.questions import variants

# The fields that say of which records, and on which days, a row is asked at all.
WHEN_IT_SPEAKS = frozenset({"outcomes", "in_force_from", "in_force_until"})
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Mutant:
    """One fault: its name, the rows that it can change, and the checks that can tell."""

    name: str
    about: tuple[Rule, ...]
    put: Callable[[ExitStack], None]
    seen_by: Callable[[Evidence], set[int]]

    @property
    def letter(self) -> str:
        return self.name[0]

    @contextmanager
    def in_place(self) -> Iterator[None]:
        with ExitStack() as until_the_end:
            self.put(until_the_end)
            yield


def every_mutant() -> Iterator[Mutant]:
    """Those of each row, of its question, and of what the questions of its module share."""
    for rule in RULES:
        yield from _of_row(rule)
        yield from _of_question(rule)
    for module in dict.fromkeys(sys.modules[rule.asks.__module__] for rule in RULES):
        for function in _helpers(module):
            yield from _of_helper(module, function)
        for name in _constants(module):
            yield from _of_constant(module, name)


def name_of(rule: Rule) -> str:
    """An id may stand on several rows; the name of the question tells them apart."""
    return f"{rule.id} {rule.asks.__name__}"


# Rows


def _of_row(rule: Rule) -> Iterator[Mutant]:
    for field, value, fault in rows.faults_of(rule):
        whenever = field in WHEN_IT_SPEAKS
        yield Mutant(
            f"{name_of(rule)}: {fault}",
            (rule,),
            lambda stack, field=field, value=value: _put_field(stack, rule, field, value),
            lambda evidence, whenever=whenever: evidence.where_it_fires(rule, whenever=whenever),
        )


def _put_field(stack: ExitStack, rule: Rule, field: str, value: Any) -> None:
    before = getattr(rule, field)
    stack.callback(_set_field, rule, field, before)
    _set_field(rule, field, value)


def _set_field(rule: Rule, field: str, value: Any) -> None:
    object.__setattr__(rule, field, value)
    if field in WHEN_IT_SPEAKS:
        findings._speaking.cache_clear()


# Questions, and the functions beside them


def _of_question(rule: Rule) -> Iterator[Mutant]:
    question = rule.asks
    assert isinstance(question, FunctionType)
    yield from _of_function(name_of(rule), question, (rule,))


def _of_helper(module: ModuleType, function: FunctionType) -> Iterator[Mutant]:
    about = tuple(rule for rule in RULES if rule.asks.__module__ == module.__name__)
    name = f"{about[0].letter} {module.__name__.rpartition('.')[2]}.{function.__name__}"
    yield from _of_function(name, function, about)


def _of_function(name: str, function: FunctionType, about: tuple[Rule, ...]) -> Iterator[Mutant]:
    for variant in variants(function):
        code = variant.function.__code__
        yield Mutant(
            f"{name}: {variant.fault}",
            about,
            lambda stack, code=code: _put_code(stack, function, code),
            lambda evidence: _differs(evidence, about),
        )


def _put_code(stack: ExitStack, function: FunctionType, code: CodeType) -> None:
    stack.callback(setattr, function, "__code__", function.__code__)
    function.__code__ = code


def _differs(evidence: Evidence, about: tuple[Rule, ...]) -> set[int]:
    return set().union(*(evidence.where_it_differs(rule) for rule in about))


def _helpers(module: ModuleType) -> list[FunctionType]:
    return [
        value
        for value in vars(module).values()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    ]


# Constants


def _constants(module: ModuleType) -> list[str]:
    tree = ast.parse(inspect.getsource(module))
    return [
        target.id
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def _of_constant(module: ModuleType, name: str) -> Iterator[Mutant]:
    about = tuple(rule for rule in RULES if rule.asks.__module__ == module.__name__)
    short = f"{about[0].letter} {module.__name__.rpartition('.')[2]}.{name}"
    for fault, value in _others(getattr(module, name)):
        yield Mutant(
            f"{short}: {fault}",
            about,
            lambda stack, value=value: stack.enter_context(patch.object(module, name, value)),
            lambda evidence: _differs(evidence, about),
        )


def _others(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, frozenset):
        for member in sorted(value, key=str):
            yield f"without {getattr(member, 'name', member)}", value - {member}
    elif isinstance(value, timedelta):
        yield "a second more", value + SECOND
        yield "a second less", value - SECOND
