"""The information, item by item: what it is, where it comes from, whether it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from decisions.guide.forms.base import NOT_ANSWERED, Row, StepForm
from decisions.guide.surroundings import Surroundings
from decisions.policy.answers import ITEM_LIMIT, Answers, Item
from decisions.policy.terms import InformationCategory, LessIntrusive, Provenance, choices
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    LongTextQuestion,
    QuestionForm,
)

BLANK_ROWS = 2
_COMMON = (
    InformationCategory.BEHAVIOUR,
    InformationCategory.INCIDENTS_RESTRAINT,
    InformationCategory.EDUCATION,
    InformationCategory.PHYSICAL_HEALTH,
    InformationCategory.MENTAL_HEALTH,
    InformationCategory.MISSING_EPISODES,
    InformationCategory.IDENTITY,
    InformationCategory.CONTACT,
    InformationCategory.VICTIM_OF_OFFENCE,
    InformationCategory.WISHES_AND_FEELINGS,
)
# Whether it is needed, and whether it goes, as one answer.
_FATES = {
    "GOES": ((True, True), "It is needed, and it goes"),
    "HELD_BACK": ((True, False), "It is needed, but it stays"),
    "STAYS": ((False, False), "It is not needed, so it stays"),
}


def _label(category: InformationCategory) -> str:
    marks = []
    if category.special:
        marks.append("sensitive")
    if category.criminal:
        marks.append("crime")
    if category.high_risk:
        marks.append("take great care")
    return f"{category.label} ({', '.join(marks)})" if marks else category.label


def category_choices() -> list[tuple[str, Any]]:
    """Every kind of information, the common ones first; sensitive ones say so."""
    rest = [category for category in InformationCategory if category not in _COMMON]
    return [
        ("", "Choose"),
        ("Often shared", [(one.value, _label(one)) for one in _COMMON]),
        ("Everything else", [(one.value, _label(one)) for one in rest]),
    ]


class ItemForm(QuestionForm):
    """One item. A row without a kind and without words is no item."""

    category = ChoiceQuestion(
        "What kind of information?",
        choices=(),
        dropdown=True,
        coerce=InformationCategory,
        required=False,
        missing="Choose what kind of information this is.",
    )
    words = LongTextQuestion(
        "What exactly?",
        rows=2,
        limit=2000,
        required=False,
        missing="Write what exactly you would share.",
    )
    provenance = ChoiceQuestion(
        "Where does it come from?",
        choices=choices(Provenance),
        coerce=Provenance,
        dropdown=True,
        required=False,
        missing="Choose where it comes from.",
    )
    fate = ChoiceQuestion(
        "Does it go, or stay here?",
        choices=[(code, label) for code, (_values, label) in _FATES.items()],
        required=False,
        missing="Choose if it goes or stays.",
    )
    in_confidence = ConfirmQuestion("It was told to us in confidence", required=False)
    identifies_other = ConfirmQuestion("It names or points to somebody else", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]

    @property
    def is_blank(self) -> bool:
        said = self.cleaned_data
        return not any(said.get(name) for name in self.fields) and not self.errors

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if any(said.get(name) for name in self.fields):
            for name in ("category", "words", "provenance", "fate"):
                if name in said and not said[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return said

    def item(self) -> Item:
        said = self.cleaned_data
        (needed, going), _label = _FATES[said["fate"]]
        return Item(
            category=said["category"],
            words=said["words"],
            provenance=said["provenance"],
            needed=needed,
            going=going,
            in_confidence=said["in_confidence"],
            identifies_other=said["identifies_other"],
        )


def is_unnamed(answers: Answers) -> bool:
    return answers.necessity.less_intrusive is LessIntrusive.NOT_NAMED


def _initial(item: Item) -> dict[str, Any]:
    fate = next(
        (code for code, (values, _) in _FATES.items() if values == (item.needed, item.going)), None
    )
    return {**dict(item), "fate": fate}


class ItemsForm(StepForm):
    """All items in rows, and what would do less harm. Rows are added without losing a word."""

    most_typed = 200_000

    less_intrusive = ChoiceQuestion(
        "Could you do this with less, or without naming the child?",
        choices=choices(LessIntrusive),
        coerce=LessIntrusive,
        missing="Choose if less would do.",
    )
    harm_if_shared = LongTextQuestion(
        "Could sharing this harm anyone? How?",
        rows=3,
        required=False,
        help_text="The child, a brother or sister, whoever told you. Write “no” if not.",
    )
    harm_if_not_shared = LongTextQuestion(
        "What could happen if it is not shared?",
        rows=3,
        missing="Write what could happen if it is not shared, or “nothing”.",
    )

    def __init__(self, data: Mapping[str, Any] | None, around: Surroundings) -> None:
        super().__init__(data, around)
        self.rows = self._rows_posted(data) if self.is_bound else self._rows_saved()

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.necessity)

    def _rows_saved(self) -> list[ItemForm]:
        saved = [_initial(item) for item in self.around.answers.items]
        blanks: list[dict[str, Any]] = [{}] * (1 if saved else BLANK_ROWS)
        return [
            ItemForm(prefix=f"item-{number}", initial=initial)
            for number, initial in enumerate([*saved, *blanks][:ITEM_LIMIT])
        ]

    def _rows_posted(self, data: Mapping[str, Any] | None) -> list[ItemForm]:
        count = _whole_number((data or {}).get("rows"), most=ITEM_LIMIT)
        return [ItemForm(data, prefix=f"item-{number}") for number in range(count)]

    def rearranged(self, act: str) -> bool:
        """Add a row, or take one out; all that was typed stays, and nothing is judged yet."""
        numbers = range(1, len(self.rows) + 1)
        if act != "add" and act not in {f"remove-{number}" for number in numbers}:
            return False
        keeps = [number - 1 for number in numbers if act != f"remove-{number}"]
        self.data = _with_rows(self.data, self.rows, keeps, add=act == "add" and self.may_add)
        self.rows = self._rows_posted(self.data)
        for form in self.parts:
            form._errors = ErrorDict()  # type: ignore[attr-defined]
        return True

    @property
    def may_add(self) -> bool:
        return len(self.rows) < ITEM_LIMIT

    @property
    def parts(self) -> list[QuestionForm]:
        """All forms of the page in the order of the page, for the error summary."""
        return [*self.rows, self]

    def posted_names(self) -> list[str]:
        in_rows = [field.html_name for row in self.rows for field in row]
        return ["rows", *in_rows, *super().posted_names()]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        # Every row is judged, so that all errors of the page show at once.
        right = [row.is_valid() for row in self.rows]
        if not all(right):
            self.add_error(None, "Look at the items: something is missing or not right.")
        elif all(row.is_blank for row in self.rows):
            self.add_error(None, "Write down at least one item of information.")
        return said

    def changed(self) -> Answers:
        answers = self.around.answers
        changed = answers.changed(
            items=tuple(row.item() for row in self.rows if not row.is_blank),
            necessity=answers.necessity.changed(**self.cleaned_data),
        )
        if changed.shares and not (changed.going or is_unnamed(changed)):
            # Nothing is left to share: the decision is asked again.
            return changed.changed(decision=changed.decision.changed(outcome=None))
        return changed

    def questions_and_answers(self) -> list[Row]:
        items: list[Row] = [
            {"key": f"Item {number}: {item.category.label}", "value": _lines(item)}
            for number, item in enumerate(self.around.answers.items, start=1)
        ]
        return [
            *(items or [{"key": "Items", "value": NOT_ANSWERED}]),
            *super().questions_and_answers(),
        ]


def _lines(item: Item) -> list[str]:
    fate = next(
        (label for values, label in _FATES.values() if values == (item.needed, item.going)),
        NOT_ANSWERED,
    )
    return [
        line
        for line in (
            item.words,
            item.provenance.label if item.provenance else "",
            fate,
            "Told to us in confidence" if item.in_confidence else "",
            "Names or points to somebody else" if item.identifies_other else "",
        )
        if line
    ]


def _with_rows(
    data: Any, rows: list[ItemForm], keeps: list[int], *, add: bool
) -> MultiValueDict[str, Any]:
    """What was posted, with these rows only, numbered anew, and perhaps an empty one."""
    moved = MultiValueDict(
        {name: data.getlist(name) for name in data if not name.startswith("item-")}
    )
    for number, kept in enumerate(keeps):
        for name in ItemForm.base_fields:
            old = f"{rows[kept].prefix}-{name}"
            if old in data:
                moved.setlist(f"item-{number}-{name}", data.getlist(old))
    moved["rows"] = str(max(1, len(keeps) + add))
    return moved


def _whole_number(typed: Any, *, most: int) -> int:
    """How many rows the page says that it has; 1 where that is no number."""
    text = str(typed or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, most))
