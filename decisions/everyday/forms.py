"""The one page of a share under an arrangement, and the reason for ending one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from decisions.policy.terms import TransferMethod, choices
from decisions.recording.everyday import Said, Unusual
from decisions.recording.reading import SealedDecision
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    YesNoQuestion,
)
from infoshare.common.submit_token import OnceForm

USUAL = "NO"
NOT_IN_IT = (
    "That is not part of this arrangement. To share it, choose “Yes: more should go” below. "
    "The guide takes you through it."
)
TOO_EARLY = "That is before a manager agreed to this. Check the day and the time."


def _ways() -> list[tuple[str, str]]:
    """The safe ways of sharing: another one is not as agreed, and so unusual."""
    return choices(way for way in TransferMethod if way.allowed != "never")


def _unusual(code: str) -> Unusual | str:
    return code if code == USUAL else Unusual(code)


class ShareForm(OnceForm):
    """What, when and how, filled in as agreed; only what is unusual has to be thought about."""

    items = ManyChoiceQuestion(
        "What do you share?",
        choices=[],
        coerce=int,
        required=False,
        help_text="Take the tick away from anything that does not go.",
        missing="Tick what you share.",
        error_messages={"invalid_choice": NOT_IN_IT},
    )
    shared_at = DateTimeQuestion(
        "When?",
        required=False,
        latest=clock.now,
        too_late="The time cannot be in the future. Check the day and the time.",
        missing="Say when it went.",
    )
    method = ChoiceQuestion(
        "How?",
        choices=_ways(),
        coerce=TransferMethod,
        dropdown=True,
        required=False,
        missing="Choose how it went.",
    )
    words = LongTextQuestion(
        "Anything else you said?",
        required=False,
        limit=1000,
        rows=2,
        missing="Write what you said.",
        help_text="You can leave this empty.",
    )
    conditions_met = YesNoQuestion(
        "Was this done first?",
        required=False,
        missing="Say if what your manager asked for was done first.",
    )
    unusual = ChoiceQuestion(
        "Is anything unusual?",
        choices=[(USUAL, "No, it is as agreed"), *choices(Unusual)],
        coerce=_unusual,
        missing="Say if anything is unusual.",
    )
    required_when = {
        "items": ("unusual", {USUAL}),
        "shared_at": ("unusual", {USUAL}),
        "method": ("unusual", {USUAL}),
        "conditions_met": ("unusual", {USUAL}),
    }

    def __init__(
        self, data: Any, *, sealed: SealedDecision, lets_go_from: datetime, conditions: str
    ) -> None:
        initial = {"method": sealed.answers.transfer.method, "shared_at": clock.now()}
        super().__init__(data, initial=initial)
        self.lets_go_from = lets_go_from
        shared_at: Any = self.fields["shared_at"]
        shared_at.came_before = lets_go_from
        self.fields["conditions_met"].help_text = f"Your manager agreed only if: {conditions}"
        if not conditions:
            del self.fields["conditions_met"]
        going = _going(sealed)
        if not going:
            del self.fields["items"]
            self.fields["words"].label = "What did you say?"
            self.fields["words"].help_text = ""
            return
        items: Any = self.fields["items"]
        items.choices = going
        self.initial["items"] = [number for number, _label in going]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("unusual") != USUAL:
            return said
        if "items" not in self.fields and not said.get("words", " "):
            self.add_error("words", self.fields["words"].error_messages["required"])
        shared_at = said.get("shared_at")
        if shared_at is not None and shared_at < self.lets_go_from:
            self.add_error("shared_at", TOO_EARLY)
        return said

    @property
    def leads_into_the_guide(self) -> Unusual | None:
        unusual = self.cleaned_data["unusual"]
        return unusual if isinstance(unusual, Unusual) else None

    @property
    def were_met(self) -> bool:
        """Was what a manager asked for done first? False where nobody said."""
        return self.cleaned_data.get("conditions_met") is True

    @property
    def said(self) -> Said:
        answers = self.cleaned_data
        return Said(
            numbers=answers.get("items", ()),
            method=answers["method"],
            when=answers["shared_at"],
            words=answers["words"],
        )


def _going(sealed: SealedDecision) -> list[tuple[str, str]]:
    """The items that the arrangement lets go, by number, in the words that were sealed."""
    rows = []
    for number, item in enumerate(sealed.answers.items, start=1):
        if item.going:
            kind = sealed.words(item.category)
            rows.append((str(number), f"{kind}: {item.words}" if item.words else kind))
    return rows


class EndForm(OnceForm):
    reason = LongTextQuestion("Why does it end?", rows=3, limit=1000, missing="Write why it ends.")
