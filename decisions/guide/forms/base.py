"""What every page of the guide shares: answers in, changed answers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.forms.boundfield import BoundField
from django.utils.timezone import localtime

from children.models import Child
from decisions.guide.forms.folds import FoldingForm
from decisions.guide.surroundings import Surroundings
from decisions.policy.answers import Answers
from decisions.policy.terms import Term
from decisions.recording.reach import Reachable
from infoshare.organisation.models import Home

NOT_ANSWERED = "Not answered"
Row = dict[str, Any]


class StepForm(FoldingForm):
    """A page's questions about one draft.

    `read` gives the initial data from the answers; `changed` the answers as this page's cleaned
    data leaves them, blanks included.
    """

    # More than this is not kept when it cannot be saved: no page takes so many characters.
    most_typed: ClassVar[int] = 100_000

    def __init__(self, data: Mapping[str, Any] | None, around: Surroundings) -> None:
        self.around = around
        super().__init__(data, initial=self.read(around.answers))
        self.prepare()

    def read(self, answers: Answers) -> dict[str, Any]:
        """Initial data from the answers."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Fill in what depends on the draft: choices, and which questions are asked."""

    def changed(self) -> Answers:
        """The answers with this page's cleaned data in them. Call only when valid."""
        raise NotImplementedError

    @property
    def place(self) -> tuple[Child, Home] | None:
        """The child that this page chose, and the home; None where it does not ask."""
        return None

    @property
    def offered_children(self) -> Reachable:
        """The children whom this page names to choose from; none where it does not ask."""
        return getattr(self, "children", {}) if "child" in self.fields else {}

    def rearranged(self, act: str) -> bool:
        """Do what a button other than “save” asks of the page; False where it asks nothing."""
        return False

    def posted_names(self) -> list[str]:
        """The names under which this page's answers are posted."""
        return [name for field in self for name in names_of(field)]

    def questions_and_answers(self) -> list[Row]:
        """Question and answer, for the page that checks them all."""
        return [
            {"key": field.label, "value": in_words(field.field, self.get_initial(field.name))}
            for field in self.visible_fields()
        ]

    def get_initial(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)


def names_of(field: BoundField) -> list[str]:
    """The names under which one field is posted: a date has three."""
    suffixes = getattr(field.field.widget, "widgets_names", [""])
    return [f"{field.html_name}{suffix}" for suffix in suffixes]


def in_words(field: Any, value: Any) -> Any:
    """An answer as a person reads it; several are a list of lines."""
    if value is None or value == "" or value == ():
        return NOT_ANSWERED
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, tuple):
        return [in_words(field, one) for one in value]
    if isinstance(value, Term):
        return value.label
    return label_of(getattr(field, "choices", ()), value)


def label_of(choices: Iterable[Any], value: Any) -> str:
    """The label of a value among choices, grouped ones too; a text stands for itself."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            found = label_of(label, None if value is None else value)
            if found != str(value):
                return found
        elif str(key) == str(value):
            return str(label)
    return str(value)
