"""A page of rows: one is added or taken out without losing a word, also with script off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from decisions.guide.forms.base import StepForm, names_of
from decisions.guide.forms.folds import FoldingForm
from decisions.guide.surroundings import Surroundings
from decisions.policy.answers import Answers
from infoshare.common.question_form import QuestionForm


class RowForm(FoldingForm):
    """One row. A row in which nothing is answered is no row."""

    # What must be answered of a row in which anything is.
    asked: ClassVar[tuple[str, ...]] = ()

    @property
    def is_blank(self) -> bool:
        said = self.cleaned_data
        return not any(said.get(name) for name in self.fields) and not self.errors

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if any(said.get(name) for name in self.fields):
            for name in self.asked:
                if name in said and not said[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return said


class RowsForm(StepForm):
    """A page whose answers are rows of one kind, with or without questions below them."""

    row_form: ClassVar[type[RowForm]]
    # What a row's fields are called: `item-0-words`.
    called: ClassVar[str]
    most_rows: ClassVar[int]
    blank_rows: ClassVar[int] = 1
    # Said at the top of the page where a row is not right.
    look_at: ClassVar[str]

    def __init__(self, data: Mapping[str, Any] | None, around: Surroundings) -> None:
        super().__init__(data, around)
        self.rows = self._rows_posted(data) if self.is_bound else self._rows_saved()

    def saved(self, answers: Answers) -> list[dict[str, Any]]:
        """Initial data of each row, from the answers."""
        raise NotImplementedError

    def _rows_saved(self) -> list[RowForm]:
        saved = self.saved(self.around.answers)
        blanks: list[dict[str, Any]] = [{}] * (1 if saved else self.blank_rows)
        return [
            self.row_form(prefix=f"{self.called}-{number}", initial=initial)
            for number, initial in enumerate([*saved, *blanks][: self.most_rows])
        ]

    def _rows_posted(self, data: Mapping[str, Any] | None) -> list[RowForm]:
        count = _whole_number((data or {}).get("rows"), most=self.most_rows)
        return [self.row_form(data, prefix=f"{self.called}-{number}") for number in range(count)]

    def rearranged(self, act: str) -> bool:
        """Add a row, or take one out; all that was typed stays, and nothing is judged yet."""
        numbers = range(1, len(self.rows) + 1)
        if act != "add" and act not in {f"remove-{number}" for number in numbers}:
            return False
        keeps = [number - 1 for number in numbers if act != f"remove-{number}"]
        self.data = self._with_rows(keeps, add=act == "add" and self.may_add)
        self.rows = self._rows_posted(self.data)
        for form in self.parts:
            form._errors = ErrorDict()  # type: ignore[attr-defined]
        return True

    def _with_rows(self, keeps: list[int], *, add: bool) -> MultiValueDict[str, Any]:
        """What was posted, with these rows only, numbered anew, and perhaps an empty one."""
        data: Any = self.data
        moved = MultiValueDict(
            {name: data.getlist(name) for name in data if not name.startswith(f"{self.called}-")}
        )
        for number, kept in enumerate(keeps):
            old_prefix, new_prefix = str(self.rows[kept].prefix), f"{self.called}-{number}"
            for old in (name for field in self.rows[kept] for name in names_of(field)):
                if old in data:
                    moved.setlist(f"{new_prefix}{old.removeprefix(old_prefix)}", data.getlist(old))
        moved["rows"] = str(max(1, len(keeps) + add))
        return moved

    @property
    def may_add(self) -> bool:
        return len(self.rows) < self.most_rows

    @property
    def parts(self) -> list[QuestionForm]:
        """All forms of the page in the order of the page, for the error summary."""
        return [*self.rows, self]

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which something is answered. Read only when valid."""
        return [row for row in self.rows if not row.is_blank]

    def posted_names(self) -> list[str]:
        in_rows = [name for row in self.rows for field in row for name in names_of(field)]
        return ["rows", *in_rows, *super().posted_names()]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        # Every row is judged, so that all errors of the page show at once.
        right = [row.is_valid() for row in self.rows]
        if not all(right):
            self.add_error(None, self.look_at)
        elif not self.filled and (wanting := self.wanting()):
            self.add_error(None, wanting)
        return said

    def wanting(self) -> str:
        """What to say where no row is filled in; nothing where none need be."""
        return ""


def _whole_number(typed: Any, *, most: int) -> int:
    """How many rows the page says that it has; 1 where that is no number."""
    text = str(typed or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, most))
