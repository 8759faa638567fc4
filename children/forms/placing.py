"""A child and where the child lives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from children.forms.lines import KeepForm
from children.models import Agency, Placement
from decisions.policy.terms import LegalStatus, choices
from infoshare.common import clock
from infoshare.common.lines import LineQuestion
from infoshare.common.question_form import ChoiceQuestion, DateQuestion
from infoshare.organisation.models import Home

GONE = "gone"


def earliest_birth() -> date:
    """25 years ago: nobody older lives in a children's home."""
    today = clock.today()
    # A day that every year has, so that 29 February needs no rule of its own.
    return date(today.year - 25, today.month, min(today.day, 28))


class ChildForm(KeepForm):
    given_names = LineQuestion("First and middle names", missing="Write the child’s first name.")
    family_name = LineQuestion("Family name", missing="Write the child’s family name.")
    known_as = LineQuestion(
        "What are they called day to day?",
        required=False,
        limit=100,
        help_text="Only if it is not their first name.",
    )
    birth_date = DateQuestion(
        "Date of birth",
        earliest=earliest_birth,
        latest=clock.today,
        too_early="That is more than 25 years ago. Check the year.",
        too_late="The date of birth must be today or earlier.",
        missing="Give the date of birth.",
    )
    placing_authority = ChoiceQuestion(
        "Which authority placed the child?",
        [],
        dropdown=True,
        missing="Choose the authority that placed the child.",
    )
    legal_status = ChoiceQuestion(
        "Legal status",
        choices(LegalStatus),
        coerce=LegalStatus,
        missing="Choose the legal status.",
    )
    starts_on = DateQuestion(
        "Since when has the child lived here?",
        latest=clock.today,
        too_late="The date must be today or earlier.",
        missing="Give the date on which the child came.",
    )

    def __init__(self, *args: Any, authorities: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = {str(agency.pk): agency for agency in authorities}
        cast(ChoiceQuestion, self.fields["placing_authority"]).choices = [
            ("", "Choose"),
            *((key, agency.name) for key, agency in self.authorities.items()),
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        born, came = answers.get("birth_date"), answers.get("starts_on")
        if born and came and came < born:
            self.add_error("starts_on", "That is before the child was born. Check both dates.")
        return answers

    @property
    def said(self) -> dict[str, Any]:
        authority = self.authorities[self.cleaned_data["placing_authority"]]
        return {**super().said, "placing_authority": authority}


class LeavingForm(KeepForm):
    """The last day at a home, and where the child lives from then on."""

    next_home = ChoiceQuestion(
        "Where does the child live now?",
        [],
        dropdown=True,
        missing="Choose where the child lives now.",
    )
    ends_on = DateQuestion(
        "When did the child move?",
        latest=clock.today,
        too_late="The date must be today or earlier. Record it on the day.",
        missing="Give the date of the move.",
    )

    def __init__(
        self, *args: Any, placement: Placement, homes: Iterable[Home], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {str(home.pk): home for home in homes}
        cast(ChoiceQuestion, self.fields["next_home"]).choices = [
            ("", "Choose"),
            *((key, home.name) for key, home in self.homes.items()),
            (GONE, "Somewhere else: no longer with us"),
        ]
        ends_on = cast(DateQuestion, self.fields["ends_on"])
        ends_on.earliest = placement.starts_on
        ends_on.too_early = "That is before the child came here. Check the date."

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "next_home": self.homes.get(self.cleaned_data["next_home"])}
