"""What the child and the parents are told, or why not."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.policy.answers import Answers
from decisions.policy.terms import Told, choices
from infoshare.common import clock
from infoshare.common.question_form import ChoiceQuestion, DateQuestion, LongTextQuestion

NOT_TOLD = (Told.NOT_WOULD_RAISE_RISK, Told.NOT_POSSIBLE, Told.NOT_RIGHT, Told.NOT_TOLD)


class ToldForm(StepForm):
    child_told = ChoiceQuestion(
        "Does the child know that you are sharing, or not sharing, this?",
        choices=choices(Told),
        coerce=Told,
        missing="Choose if the child knows.",
    )
    parents_told = ChoiceQuestion(
        "Do parents, or those with parental responsibility, know?",
        choices=choices(Told),
        coerce=Told,
        required=False,
    )
    why_not = LongTextQuestion(
        "If somebody is not told: why not?",
        rows=3,
        required=False,
        missing="Write why they are not told.",
    )
    look_again_on = DateQuestion(
        "When will you look at this again?",
        required=False,
        earliest=clock.today,
        too_early="Choose today or a day to come.",
        help_text="A day on which they may be told after all. Leave this empty if all know.",
    )

    required_when = {"why_not": ("child_told", NOT_TOLD)}

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.openness)

    def prepare(self) -> None:
        if self.around.child_has_died:
            del self.fields["child_told"]

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(openness=answers.openness.changed(**self.cleaned_data))
