"""The do-not-disclose list of a child: onto it, and off it."""

from __future__ import annotations

from typing import Any, cast

from children.forms.lines import TWO_ANSWERS, KeepForm
from children.models import Agency, Relative
from infoshare.common.lines import LineQuestion
from infoshare.common.question_form import ChoiceQuestion, LongTextQuestion, QuestionForm

SOMEBODY_ELSE = "other"


class ListingForm(KeepForm):
    """Somebody who must not be told: one of the family, a whole organisation, or anybody."""

    who = ChoiceQuestion(
        "Who must not be told?", [], dropdown=True, missing="Choose who must not be told."
    )
    name = LineQuestion(
        "Their full name, if they are not on the list",
        required=False,
        help_text="As it would be written if somebody chose to tell them.",
        missing="Write the name of the person who must not be told.",
    )
    reason = LongTextQuestion(
        "Why must they not be told?",
        limit=2000,
        help_text="Say what could happen, and who decided it: a court, the social worker, us.",
        missing="Write why they must not be told.",
    )

    required_when = {"name": ("who", {SOMEBODY_ELSE})}

    def __init__(
        self, *args: Any, relatives: list[Relative], agencies: list[Agency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, Relative | Agency] = {str(row.pk): row for row in relatives}
        self.rows |= {str(row.pk): row for row in agencies}
        groups = [
            ("Family and friends", [(str(row.pk), row.name) for row in relatives]),
            ("The whole of an organisation", [(str(row.pk), row.name) for row in agencies]),
        ]
        cast(ChoiceQuestion, self.fields["who"]).choices = [
            ("", "Choose"),
            (SOMEBODY_ELSE, "Somebody who is not on this list"),
            *(group for group in groups if group[1]),
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("name") and answers.get("who") in self.rows:
            self.add_error("name", TWO_ANSWERS)
        return answers

    @property
    def said(self) -> dict[str, Any]:
        row = self.rows.get(self.cleaned_data["who"])
        return {
            "name": row.name if row else self.cleaned_data["name"],
            "relative": row if isinstance(row, Relative) else None,
            "agency": row if isinstance(row, Agency) else None,
            "reason": self.cleaned_data["reason"],
        }


class LiftingForm(QuestionForm):
    """A manager takes a name off the do-not-disclose list."""

    reason = LongTextQuestion(
        "Why may this person be told now?",
        limit=2000,
        help_text="Say what has changed, and who agreed.",
        missing="Write why this person may be told now.",
    )
