"""Answers on pages that the other answers do not lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decisions.policy.answers import Answers, Group
from decisions.policy.route import answered_route, prune
from decisions.policy.steps import STEPS


@dataclass(frozen=True)
class OffRoute:
    """An answer that no page on the route asks for, and the pages that would ask for it."""

    path: str
    pages: tuple[str, ...]
    says: str


def off_route(answers: Answers) -> tuple[OffRoute, ...]:
    """Every answer that pruning takes away, in the order of the document."""
    route = answered_route(answers)
    return tuple(_said(field, route) for field in _taken_away(answers, prune(answers)))


def _taken_away(answers: Answers, kept: Answers) -> Iterator[str]:
    for name, value in answers:
        left = getattr(kept, name)
        if isinstance(value, Group):
            yield from (f"{name}.{field}" for field, one in value if one != getattr(left, field))
        elif value != left:
            yield name


def pages_of(field: str) -> tuple[str, ...]:
    """The pages that ask for a field."""
    return tuple(step.slug for step in STEPS if field in step.fields)


def _said(field: str, route: tuple[str, ...]) -> OffRoute:
    pages = pages_of(field)
    named = " or ".join(f"“{page}”" for page in pages)
    if set(pages) & set(route):
        says = f"The page {named} does not ask this where the record starts in this way."
    else:
        says = f"This is asked on the page {named}, and the other answers do not lead there."
    return OffRoute(f"answers.{field}", pages, f"{says} They lead to: {', '.join(route)}.")
