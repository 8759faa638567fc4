"""What the child understands and thinks. Agreement is not consent."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.policy.answers import Answers
from decisions.policy.terms import Understanding, View, choices
from infoshare.common.question_form import ChoiceQuestion, LongTextQuestion


class ChildForm(StepForm):
    understanding = ChoiceQuestion(
        "Does the child understand what would be shared, with whom and why?",
        choices=choices(Understanding),
        coerce=Understanding,
        missing="Choose if the child understands.",
    )
    view = ChoiceQuestion(
        "What do they think about it?",
        choices=choices(View),
        coerce=View,
        missing="Choose what they think, or “I have not asked”.",
    )
    words = LongTextQuestion(
        "What did they say, in their own words?",
        rows=3,
        required=False,
        help_text="Leave this empty if you have not asked.",
        missing="Write what they said, as near as you can.",
    )

    required_when = {"words": ("view", {View.AGREES, View.DISAGREES, View.MIXED})}

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.agreement)

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(agreement=answers.agreement.changed(**self.cleaned_data))
