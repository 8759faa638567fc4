"""An adviser's answer."""

from __future__ import annotations

import uuid
from typing import Any

from decisions.models import AdviceAsked
from decisions.policy.terms import Advice, choices
from decisions.recording.advice import LEFT_OPEN
from infoshare.common.question_form import ChoiceQuestion, LongTextQuestion
from infoshare.common.submit_token import OnceForm

OPEN = "OPEN"


class AnswerForm(OnceForm):
    """What the adviser says, and what they advise; both stand in the record."""

    words = LongTextQuestion(
        "What do you say?",
        rows=6,
        missing="Write your advice.",
        help_text="Say why. Your words stand in the record, in your name.",
    )
    advises = ChoiceQuestion(
        "What do you advise?",
        choices=[*choices(Advice), (OPEN, LEFT_OPEN)],
        missing="Choose what you advise.",
    )

    def __init__(self, data: Any, asked: AdviceAsked) -> None:
        self.asked = asked
        super().__init__(data)

    @property
    def submit_token(self) -> uuid.UUID:
        """Of this question only: a token from elsewhere names another row."""
        return uuid.uuid5(self.asked.pk, self.cleaned_data["token"].hex)

    @property
    def advised(self) -> Advice | None:
        """What they advise; None where they leave it open."""
        code = self.cleaned_data["advises"]
        return None if code == OPEN else Advice(code)
