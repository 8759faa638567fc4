"""What staff write about a record afterwards: what left, what came back, what is added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from decisions.models import Disclosure
from decisions.policy.terms import (
    WRITTEN_ADDENDA,
    AddendumKind,
    ReceiptOutcome,
    TransferMethod,
    choices,
)
from decisions.recording.reading import SealedDecision
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    QuestionForm,
    YesNoQuestion,
)
from infoshare.common.submit_token import with_new_token

NOT_TO_COME = "The time cannot be in the future. Check the day and the time."


class SealingForm(QuestionForm):
    """A form that writes a sealed row: its hidden token makes a second sending harmless."""

    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4

    def clean_token(self) -> UUID:
        """The page's own token, or a fresh one for a token that cannot be read."""
        try:
            return UUID(str(self.cleaned_data["token"]))
        except ValueError:
            return uuid4()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written, and let the page be sent again."""
        self.data = with_new_token(self.data)
        self.add_error(None, sentence)


def _method_choices() -> list[tuple[str, str]]:
    """Safe ways first. What was not safe can be recorded too: it has happened."""
    ranked = sorted(TransferMethod, key=lambda method: method.allowed == "never")
    return [
        (str(way), f"{way.label} (not a safe way)" if way.allowed == "never" else way.label)
        for way in ranked
    ]


class DisclosureForm(SealingForm):
    # Refused because it is not what was decided: where it has gone, that is stated another way.
    may_have_gone = False

    items = ManyChoiceQuestion(
        "What did you share?",
        choices=[],
        coerce=int,
        required=False,
        help_text="Take the tick away from anything that did not go.",
    )
    as_decided = YesNoQuestion("", missing="Say if it went to them, and to nobody else.")
    method = ChoiceQuestion(
        "How did it go?",
        choices=_method_choices(),
        coerce=TransferMethod,
        dropdown=True,
        missing="Choose how it went.",
        help_text="If it went in a way that is not safe, choose that, and tell your manager now.",
    )
    shared_at = DateTimeQuestion(
        "When did it go?", latest=clock.now, too_late=NOT_TO_COME, missing="Say when it went."
    )
    conditions_met = YesNoQuestion(
        "Was this done first?", missing="Say if what your manager asked for was done first."
    )
    words = LongTextQuestion(
        "Anything else you said?",
        required=False,
        missing="Write what you said.",
        help_text="Anybody who may open this record can read this.",
    )

    def __init__(
        self,
        *args: Any,
        sealed: SealedDecision,
        lets_go_from: datetime,
        conditions: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conditions_met"].help_text = f"Your manager agreed only if: {conditions}"
        if not conditions:
            del self.fields["conditions_met"]
        shared_at: Any = self.fields["shared_at"]
        shared_at.came_before = lets_go_from
        going = [
            (str(number), _what(sealed, number))
            for number, item in enumerate(sealed.answers.items, start=1)
            if item.going
        ]
        self.fields["as_decided"].label = f"Did it go to {sealed.recipient}, and to nobody else?"
        self.initial.setdefault("method", sealed.answers.transfer.method)
        self.initial.setdefault("shared_at", clock.now())
        if not going:
            del self.fields["items"]
            self.fields["words"].label = "What did you say?"
            self.fields["words"].required = True
            return
        items: Any = self.fields["items"]
        items.choices = going
        self.initial.setdefault("items", [number for number, _label in going])

    def clean_items(self) -> tuple[int, ...]:
        chosen: tuple[int, ...] = self.cleaned_data["items"]
        if not chosen:
            raise forms.ValidationError("Tick what you shared.")
        return chosen


def _what(sealed: SealedDecision, number: int) -> str:
    item = sealed.answers.items[number - 1]
    label = sealed.words(item.category)
    return f"{label}: {item.words}" if item.words else label


class ReceiptForm(SealingForm):
    outcome = ChoiceQuestion(
        "What did they say?",
        choices=choices(ReceiptOutcome),
        coerce=ReceiptOutcome,
        missing="Choose what they said.",
    )
    heard_at = DateTimeQuestion(
        "When did you hear this?",
        latest=clock.now,
        too_late=NOT_TO_COME,
        too_early="That is before it was shared. Check the day and the time.",
        missing="Say when you heard this.",
    )
    words = LongTextQuestion(
        "What they told you, and who told you",
        required=False,
        missing="Write what they told you, and who told you.",
    )
    required_when = {
        "words": (
            "outcome",
            {
                ReceiptOutcome.ACTED,
                ReceiptOutcome.NOT_RECEIVED,
                ReceiptOutcome.SENT_TO_WRONG_PERSON,
            },
        )
    }

    def __init__(self, *args: Any, disclosure: Disclosure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heard_at: Any = self.fields["heard_at"]
        heard_at.earliest = disclosure.shared_at.replace(second=0, microsecond=0)
        heard_at.came_before = heard_at.earliest
        self.initial.setdefault("heard_at", clock.now())


class AddendumForm(SealingForm):
    kind = ChoiceQuestion(
        "What are you adding?",
        choices=choices(WRITTEN_ADDENDA),
        coerce=AddendumKind,
        missing="Choose what you are adding.",
    )
    words = LongTextQuestion(
        "What should the record say as well?", missing="Write what you want to add."
    )
    reason = LongTextQuestion(
        "Why are you adding it now?", rows=3, limit=2000, missing="Say why you are adding it now."
    )
