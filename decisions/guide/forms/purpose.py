"""What was asked for, and what the sharing is for."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.policy.answers import Answers
from decisions.policy.terms import Purpose, choices
from infoshare.common.question_form import ChoiceQuestion, ConfirmQuestion, LongTextQuestion


class PurposeForm(StepForm):
    asked_for = LongTextQuestion(
        "What did they ask for?",
        help_text="In their own words, as far as you can.",
        missing="Write what they asked for.",
    )
    code = ChoiceQuestion(
        "What is it for?",
        choices=choices(Purpose),
        coerce=Purpose,
        missing="Choose what it is for, or “It is not clear”.",
    )
    words = LongTextQuestion(
        "Why is it needed?",
        rows=3,
        help_text="A sentence or two. If they asked, write the reason that they gave.",
        missing="Write why it is needed, or “they would not say”.",
    )
    # Asked here, where it is known first: it leaves out the pages that only a share needs.
    refusing_now = ConfirmQuestion(
        "I already know that I will not share anything",
        required=False,
        help_text="Tick this only if you are sure. You will go straight to your reasons.",
    )

    def prepare(self) -> None:
        if not self.around.answers.was_asked:
            del self.fields["asked_for"], self.fields["refusing_now"]

    def read(self, answers: Answers) -> dict[str, Any]:
        return {
            "asked_for": answers.request.asked_for,
            "code": answers.purpose.code,
            "words": answers.purpose.words,
            "refusing_now": bool(answers.concern.refusing_now),
        }

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.cleaned_data
        changed = answers.changed(
            purpose=answers.purpose.changed(code=said["code"], words=said["words"])
        )
        if not answers.was_asked:
            return changed
        return changed.changed(
            request=answers.request.changed(asked_for=said["asked_for"]),
            concern=answers.concern.changed(refusing_now=said["refusing_now"]),
        )
