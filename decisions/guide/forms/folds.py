"""Questions that few need: they stand below the others, each part under a line of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.forms.boundfield import BoundField

from infoshare.common.question_form import QuestionForm


@dataclass(frozen=True)
class Fold:
    """A line, and the questions below it.

    `asked_by` is the answer on the same page that brings them, as `reason=A6_1_F` (several values
    with a space between them). Without script such a part stands open, whatever is answered. With
    script it opens for that answer; where it is `needless` without the answer, it is not there.
    """

    line: str
    names: tuple[str, ...]
    asked_by: str = ""
    needless: bool = False

    def is_asked_for(self, said: Mapping[str, Any]) -> bool:
        """Do these answers bring it?"""
        name, _equals, values = self.asked_by.partition("=")
        answer = said.get(name)
        several = answer if isinstance(answer, tuple) else (answer,)
        return not {_code(one) for one in several}.isdisjoint(values.split())


@dataclass(frozen=True)
class FoldShown:
    """A fold as the page draws it."""

    fold: Fold
    fields: list[BoundField]

    @property
    def stands_open(self) -> bool:
        return bool(self.fold.asked_by) or any(is_in_play(field) for field in self.fields)


class FoldingForm(QuestionForm):
    """A form some of whose questions stand in folds, and the others in sight."""

    folds: tuple[Fold, ...] = ()

    @property
    def plain_questions(self) -> list[BoundField]:
        """All questions that are in sight."""
        below = {name for fold in self.folds for name in fold.names}
        return [field for field in self.visible_fields() if field.name not in below]

    @property
    def folded_questions(self) -> list[FoldShown]:
        """The folds of which this page asks anything."""
        shown = [
            FoldShown(fold, [self[name] for name in fold.names if name in self.fields])
            for fold in self.folds
        ]
        return [one for one in shown if one.fields]

    def asked_only(self) -> dict[str, Any]:
        """The cleaned answers, without those of a part that means nothing here. Only when valid."""
        said = dict(self.cleaned_data)
        for fold in self.folds:
            if fold.needless and not fold.is_asked_for(said):
                nothing = {
                    name: self.fields[name].clean(None) for name in fold.names if name in said
                }
                said |= nothing
        return said


def _code(answer: Any) -> str:
    return str(answer.value if isinstance(answer, Enum) else answer)


def is_in_play(field: BoundField) -> bool:
    """Is this question answered, or its answer wrong?"""
    return bool(field.errors) or _is_something(field.value())


def _is_something(value: Any) -> bool:
    if isinstance(value, Collection) and not isinstance(value, str):
        return any(_is_something(one) for one in value)
    return value is not None and value is not False and value != ""
