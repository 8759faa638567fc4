"""Asking for advice, and writing down what was advised."""

from __future__ import annotations

import uuid
from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.moments import not_before_birth
from decisions.models import Draft
from decisions.policy.answers import Answers
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    QuestionForm,
)
from infoshare.common.widgets import DateTimeParts
from infoshare.organisation.models import Appointment


class AskAdviceForm(StepForm):
    advice_wanted = LongTextQuestion(
        "What do you want to ask?",
        rows=4,
        help_text="Ask without naming the child where you can.",
        missing="Write what you want to ask.",
    )

    def read(self, answers: Answers) -> dict[str, Any]:
        return {"advice_wanted": answers.decision.advice_wanted}

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(decision=answers.decision.changed(**self.cleaned_data))


class AdviceGivenForm(QuestionForm):
    """What an adviser said about a draft."""

    names = ("adviser", "words", *(f"given_at_{part}" for part in DateTimeParts.parts))

    adviser = ChoiceQuestion("Who gave you advice?", choices=(), missing="Choose who gave it.")
    words = LongTextQuestion(
        "What did they say?",
        missing="Write what they said.",
        help_text="Their words, as far as you can. They stand in the record.",
    )
    given_at = DateTimeQuestion(
        "When?",
        latest=clock.now,
        too_late="The time cannot be in the future.",
        missing="Write when they gave it.",
    )

    def __init__(self, data: Any, draft: Draft, advisers: list[Appointment]) -> None:
        self.draft = draft
        self.advisers = {str(one.pk): one for one in advisers}
        super().__init__(data, initial={"given_at": clock.now()})
        self.fields["adviser"].choices = [  # type: ignore[attr-defined]
            (key, one.signature) for key, one in self.advisers.items()
        ]

    def clean_given_at(self) -> Any:
        return not_before_birth(self.cleaned_data["given_at"], self.draft.child)

    @property
    def page_token(self) -> str:
        """Made with the page: pressing its button twice records the advice once."""
        return str(self.data.get("token") or uuid.uuid4())

    @property
    def submit_token(self) -> uuid.UUID:
        """Of this draft only, whatever came back: a token from elsewhere names another row."""
        return uuid.uuid5(self.draft.pk, self.page_token)

    @property
    def who_advised(self) -> Appointment:
        return self.advisers[self.cleaned_data["adviser"]]
