"""What every code is: its value, and the words that stand on screen for it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Self


class Term(str, Enum):
    """A code (its value) with the label that a person reads.

    The defaults in `__new__` are for looking a term up by its code alone: `Role("CARE_WORKER")`.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    # As its code, which it equals; an enum's own hash is a slow one.
    __hash__ = str.__hash__

    def __str__(self) -> str:
        return str(self.value)


def choices(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Code and label of each term, as forms and model fields want them."""
    return [(str(term.value), term.label) for term in terms]
