"""The decision, and what becomes of it when it is put off."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.items import is_unnamed
from decisions.policy.answers import Answers
from decisions.policy.terms import SHARING, Check, Outcome, TransferMethod, choices
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
)
from infoshare.common.typed_dates import which_of_two


class DecisionForm(StepForm):
    outcome = ChoiceQuestion(
        "What do you decide?",
        choices=choices(Outcome),
        coerce=Outcome,
        missing="Choose what you decide.",
    )
    reasons = LongTextQuestion(
        "Why?",
        required=False,
        help_text="Your reasons stand in the record, in your name.",
        missing="Write your reasons.",
    )
    unsure = ManyChoiceQuestion(
        "Are you unsure about any of these?",
        choices=choices(Check),
        coerce=Check,
        required=False,
        help_text="Leave this empty if you are sure of them all.",
    )
    method = ChoiceQuestion(
        "How will you send it?",
        choices=choices(TransferMethod),
        coerce=TransferMethod,
        dropdown=True,
        required=False,
        help_text="Only if you share.",
        missing="Choose how you will send it.",
    )

    required_when = {
        "reasons": ("outcome", {Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE}),
        "method": ("outcome", SHARING),
    }

    def read(self, answers: Answers) -> dict[str, Any]:
        decision = answers.decision
        return {
            "outcome": decision.outcome,
            "reasons": decision.reasons,
            "unsure": decision.unsure,
            "method": answers.transfer.method,
        }

    def clean(self) -> dict[str, Any]:
        said, answers = super().clean(), self.around.answers
        nothing_goes = answers.items and not answers.going and not is_unnamed(answers)
        if said.get("outcome") in SHARING and nothing_goes:
            self.add_error(
                "outcome",
                "Nothing on your list goes. Go back and change the list, or choose “Do not share”.",
            )
        return said

    def changed(self) -> Answers:
        answers, said = self.around.answers, dict(self.cleaned_data)
        method = said.pop("method")
        return answers.changed(
            decision=answers.decision.changed(**said),
            transfer=answers.transfer.changed(method=method),
        )


class LaterForm(StepForm):
    decide_at = DateTimeQuestion(
        "When will you decide?",
        earliest=clock.now,
        too_early="Choose a time to come.",
        missing="Write when you will decide.",
    )

    def prepare(self) -> None:
        # On the night when the clocks go back: the hour that is still to come.
        self.fields["decide_at"].came_before = self.around.now  # type: ignore[attr-defined]

    def read(self, answers: Answers) -> dict[str, Any]:
        return {"decide_at": answers.decision.decide_at}

    @property
    def which_hour(self) -> str:
        """A sentence where the hour comes twice that night; else nothing."""
        which = which_of_two(self.cleaned_data["decide_at"])
        return f" That hour comes twice that night. This is the {which} one." if which else ""

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(decision=answers.decision.changed(**self.cleaned_data))
