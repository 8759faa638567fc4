"""What may be searched for, and the answer of whoever reviews a row."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from decisions.policy.law import Kind
from decisions.policy.terms import Effect, Force, LawReviewOutcome, choices
from decisions.rulebook.words import EFFECTS, LETTERS, PLURALS
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    LongTextQuestion,
    QuestionForm,
    TextQuestion,
)
from infoshare.common.submit_token import OnceForm
from infoshare.common.templatetags.house import FORCES

UNCONFIRMED = "Only what is not confirmed by a lawyer"


def _any_of(label: str, pairs: list[tuple[str, str]]) -> ChoiceQuestion:
    """A short list to drop down, with “Any” first."""
    question = ChoiceQuestion(label, choices=pairs, dropdown=True, required=False)
    question.choices = [("", "Any"), *pairs]
    return question


class _Search(QuestionForm):
    """All optional; what is shown fits every answer that is given."""

    q = TextQuestion("Words", required=False, limit=100)

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for; nothing where an answer cannot be used."""
        if not self.is_valid():
            return {}
        return {name: answer for name, answer in self.cleaned_data.items() if answer}


class RuleSearch(_Search):
    letter = _any_of("About", [(letter, f"{letter}. {LETTERS[letter]}") for letter in LETTERS])
    force = _any_of("Comes from", [(one.value, FORCES[one.value]) for one in Force])
    effect = _any_of("What it does", [(one.name, EFFECTS[one]) for one in reversed(Effect)])
    unverified = ConfirmQuestion(UNCONFIRMED, required=False)


class LawSearch(_Search):
    kind = _any_of("What it is", [(one.value, PLURALS[one]) for one in Kind])
    unverified = ConfirmQuestion(UNCONFIRMED, required=False)


class LawReviewForm(OnceForm):
    """What was found of one row. `digest` is that of the words that stood on the page."""

    outcome = ChoiceQuestion(
        "What did you find?",
        choices=choices(LawReviewOutcome),
        coerce=LawReviewOutcome,
        missing="Choose what you found.",
    )
    note = LongTextQuestion(
        "What did you read, or whom did you ask?",
        rows=4,
        missing="Write what you read, or whom you asked.",
        help_text="If it needs changing, say how. Your name, the day and what you found are shown "
        "to everybody who may read the rules. This note is shown to data protection officers.",
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, digest: str) -> None:
        super().__init__(data)
        self.now = digest
        self.initial["digest"] = digest

    def send_again(self, sentence: str) -> None:
        """Say why nothing was written; sent again, it is a new answer about the words of now."""
        sent: Any = self.data
        again = sent.copy()
        again["digest"], again["token"] = self.now, str(uuid4())
        self.data = again
        self.add_error(None, sentence)
