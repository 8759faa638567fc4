"""Is anyone being harmed, or in danger of it?"""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.staff import StaffQuestions
from decisions.policy.answers import Answers
from decisions.policy.terms import SERIOUS, Harm, PersonAtRisk, Severity, choices
from infoshare.common.question_form import (
    ChoiceQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    TextQuestion,
)

WORRYING = SERIOUS | {Severity.CONCERN}


class ConcernForm(StaffQuestions):
    severity = ChoiceQuestion(
        "Is anyone being harmed, or likely to be?",
        choices=choices(Severity),
        coerce=Severity,
        help_text="Think of the child, other children, and adults too.",
        missing="Choose how serious it is, or “I do not know”.",
    )
    harms = ManyChoiceQuestion(
        "What kind of harm?",
        choices=choices(Harm),
        coerce=Harm,
        required=False,
        help_text="Tick all that may be true. Leave this empty if nobody may be harmed, "
        "and for an illness or an accident.",
        missing="Tick at least one kind of harm.",
    )
    at_risk = ManyChoiceQuestion(
        "Who may be harmed?",
        choices=choices(PersonAtRisk),
        coerce=PersonAtRisk,
        exclusive=PersonAtRisk.NOBODY,
        required=False,
        missing="Tick who may be harmed.",
    )
    analysis = LongTextQuestion(
        "What makes you think so?",
        required=False,
        help_text="What you saw, heard or were told. What it means to you.",
        missing="Write what makes you think so.",
    )
    told_by = TextQuestion(
        "Who saw or heard it, if that was not you?",
        required=False,
        help_text="Such as a colleague, a neighbour or another child. This stays guarded.",
    )
    already_reported = TextQuestion(
        "Have you already reported this? Who to, and their reference?",
        required=False,
        help_text="Leave this empty if nobody has been told yet.",
    )

    folded = ("told_by",)
    accounts = ("analysis",)
    field_order = ("severity", "harms", "at_risk", "analysis", "told_by", "already_reported")

    required_when = {
        "harms": ("severity", Severity.SIGNIFICANT),
        "at_risk": ("severity", WORRYING),
        "analysis": ("severity", WORRYING),
    }

    def prepare(self) -> None:
        self.offer_staff([self.around.draft.home])

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.concern)

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(concern=answers.concern.changed(**self.cleaned_data))
