"""What the child understands and thinks. Agreement is not consent."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.folds import Fold
from decisions.policy.answers import Answers
from decisions.policy.facts.consent import relies_on_consent
from decisions.policy.rules.g_openness import NO_OBJECTION
from decisions.policy.terms import ConsentGiver, Understanding, View, choices
from infoshare.common.question_form import (
    ChoiceQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    YesNoQuestion,
)


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

    under_pressure = YesNoQuestion(
        "Were they asked at a hard time?",
        required=False,
        help_text="In the hour after a sanction, a restraint, or a decision on where they live.",
    )
    objections = ManyChoiceQuestion(
        "Who says that you must not share it?",
        choices=choices(ConsentGiver),
        coerce=ConsentGiver,
        required=False,
        help_text="They may object, and they get an answer. Your manager weighs it.",
    )

    folds = (Fold("Does anybody say that you must not share it?", ("objections",)),)
    required_when = {"words": ("view", {View.AGREES, View.DISAGREES, View.MIXED})}

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.agreement)

    def prepare(self) -> None:
        answers = self.around.answers
        if not relies_on_consent(answers):
            del self.fields["under_pressure"]
        if answers.basis.basis in NO_OBJECTION:
            del self.fields["objections"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("view") is View.AGREES and ConsentGiver.CHILD in said.get("objections", ()):
            self.add_error(
                "objections", "You say above that the child agrees. Choose one of the two."
            )
        if said.get("view") is View.NOT_ASKED and said.get("under_pressure"):
            self.add_error(
                "under_pressure", "You say above that you have not asked. Choose one of the two."
            )
        return said

    def changed(self) -> Answers:
        answers = self.around.answers
        # What is not asked any longer is not kept.
        said = {"under_pressure": None, "objections": (), **self.cleaned_data}
        return answers.changed(agreement=answers.agreement.changed(**said))
