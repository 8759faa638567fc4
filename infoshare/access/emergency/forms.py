"""Which child, why, and afterwards whether it was right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.core.exceptions import ValidationError

from infoshare.access.emergency.recording import LEAST_REASON, TOO_SHORT
from infoshare.common import clock
from infoshare.common.lines import LineQuestion
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateQuestion,
    LongTextQuestion,
    YesNoQuestion,
)
from infoshare.common.submit_token import OnceForm
from infoshare.organisation.models import Home


class EmergencyForm(OnceForm):
    """One child of another home, by what somebody who cares for the child knows."""

    home = ChoiceQuestion("Which home does the child live in?", [], missing="Choose the home.")
    name = LineQuestion(
        "The child’s first name and family name",
        missing="Write the child’s first name and family name.",
    )
    born = DateQuestion(
        "The child’s date of birth",
        help_text="Such as 27 3 2012.",
        latest=clock.today,
        too_late="The date of birth must be today or earlier.",
        missing="Write the child’s date of birth.",
    )
    reason = LongTextQuestion(
        "Why do you need this now?",
        limit=2000,
        rows=3,
        help_text="The manager of that home reads this.",
        missing="Say why you need this now.",
    )

    def __init__(self, *args: Any, homes: Iterable[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {str(home.pk): home for home in homes}
        choices = [(key, home.name) for key, home in self.homes.items()]
        cast(ChoiceQuestion, self.fields["home"]).choices = choices

    @property
    def chosen_home(self) -> Home:
        return self.homes[self.cleaned_data["home"]]

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if len(reason.strip()) < LEAST_REASON:
            raise ValidationError(TOO_SHORT)
        return reason


class ReviewForm(OnceForm):
    """Whether it was right to open it, in the reviewer's words."""

    was_right = YesNoQuestion(
        "Was it right to open this?", missing="Say whether it was right to open this."
    )
    words = LongTextQuestion(
        "What do you say about it?",
        limit=2000,
        rows=3,
        help_text="Why it was right, or why not and what you do now.",
        missing="Write why it was right, or why not.",
    )
