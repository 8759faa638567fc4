"""The information, item by item: what it is, where it comes from, whether it goes."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import NOT_ANSWERED, Row, in_words
from decisions.guide.forms.folds import Fold
from decisions.guide.forms.rows import RowForm, RowsForm
from decisions.policy.answers import ITEM_LIMIT, Answers, Item
from decisions.policy.terms import (
    InformationCategory,
    LessIntrusive,
    Provenance,
    RequestFeature,
    Start,
    choices,
)
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateQuestion,
    LongTextQuestion,
)

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
# A request with one of these may be for everything that is held.
_FOR_A_WHOLE_FILE = frozenset(
    {
        RequestFeature.ASKS_FOR_EVERYTHING,
        RequestFeature.ASKS_FOR_RECORDS,
        RequestFeature.COURT_ORDER,
        RequestFeature.SCOPE_UNCLEAR,
    }
)


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


class ItemForm(RowForm):
    """One item."""

    asked = ("category", "words", "provenance", "fate")

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
    dated = DateQuestion(
        "If it is old: when was it seen, said or written?",
        required=False,
        latest=clock.today,
        too_late="Choose today or a day before it.",
    )
    checked_again = ConfirmQuestion("I have checked that it is still true", required=False)
    disputed = ConfirmQuestion("Somebody says that it is wrong", required=False)
    on_consent = ConfirmQuestion(
        "We were given it because somebody agreed, for another purpose", required=False
    )

    folds = (
        Fold(
            "Is it old, or does somebody say that it is wrong?",
            ("dated", "checked_again", "disputed", "on_consent"),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]

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
            dated=said["dated"],
            checked_again=said["checked_again"],
            disputed=said["disputed"],
            on_consent=said["on_consent"],
        )


def is_unnamed(answers: Answers) -> bool:
    return answers.necessity.less_intrusive is LessIntrusive.NOT_NAMED


def may_be_the_whole_file(answers: Answers) -> bool:
    """Is this a request, or a move, in which all that is held about the child may go?"""
    asked_for = not _FOR_A_WHOLE_FILE.isdisjoint(answers.request.features)
    return asked_for or answers.start is Start.MOVE


def _initial(item: Item) -> dict[str, Any]:
    fate = next(
        (code for code, (values, _) in _FATES.items() if values == (item.needed, item.going)), None
    )
    return {**dict(item), "fate": fate}


class ItemsForm(RowsForm):
    """All items in rows, and what would do less harm."""

    most_typed = 200_000
    row_form = ItemForm
    called = "item"
    most_rows = ITEM_LIMIT
    blank_rows = 2
    look_at = "Look at the items: something is missing or not right."

    less_intrusive = ChoiceQuestion(
        "Could you do this with less, or without naming the child?",
        choices=choices(LessIntrusive),
        coerce=LessIntrusive,
        missing="Choose if less would do.",
    )
    whole_file = ConfirmQuestion("The whole file about the child would go", required=False)
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

    def prepare(self) -> None:
        if not may_be_the_whole_file(self.around.answers):
            del self.fields["whole_file"]

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.necessity)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("whole_file") and said.get("less_intrusive") is LessIntrusive.LESS_CHOSEN:
            self.add_error(
                "whole_file", "You say above that you have cut it down. Choose one of the two."
            )
        return said

    def saved(self, answers: Answers) -> list[dict[str, Any]]:
        return [_initial(item) for item in answers.items]

    def wanting(self) -> str:
        return "Write down at least one item of information."

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.cleaned_data
        changed = answers.changed(
            items=tuple(row.item() for row in self.filled if isinstance(row, ItemForm)),
            necessity=answers.necessity.changed(
                **{**said, "whole_file": said.get("whole_file") or None}
            ),
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
            f"Seen, said or written on {in_words(None, item.dated)}" if item.dated else "",
            "Checked that it is still true" if item.checked_again else "",
            "Somebody says that it is wrong" if item.disputed else "",
            "Given because somebody agreed, for another purpose" if item.on_consent else "",
        )
        if line
    ]
