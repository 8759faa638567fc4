"""How often something is shared regularly, and when that is looked at again."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.policy.answers import Answers
from decisions.recording.circumstances import settings_in_force
from infoshare.common.question_form import DateQuestion, TextQuestion


class ArrangementForm(StepForm):
    how_often = TextQuestion(
        "How often will you share it?",
        limit=100,
        help_text="Such as “every day after school” or “when an appointment changes”.",
        missing="Write how often you will share it.",
    )
    review_on = DateQuestion(
        "When will you look at this again?",
        missing="Write the day when you will look at this again.",
    )

    def prepare(self) -> None:
        """The bounds of the review date are the provider's, and move with the day."""
        months = self.months_ahead
        review: Any = self.fields["review_on"]
        review.earliest = self.around.today + timedelta(days=1)
        review.too_early = "Choose a day after today."
        review.latest = months_after(self.around.today, months)
        review.too_late = f"Choose a day in the next {_in_months(months).removeprefix('1 ')}."
        review.help_text = (
            f"At most {_in_months(months)} ahead. After that day staff are asked to agree it again."
        )

    @property
    def months_ahead(self) -> int:
        return settings_in_force(self.around.draft.home, self.around.now).arrangement_months

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.arrangement)

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(arrangement=answers.arrangement.changed(**self.cleaned_data))


def months_after(day: date, months: int) -> date:
    """The same day some months on; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"
