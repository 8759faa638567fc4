"""The people around a child: family, friends and professionals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, cast

from children.forms.lines import TWO_ANSWERS, EmailQuestion, KeepForm
from children.models import Agency, Professional
from decisions.policy.terms import Relationship, Responsibility, RoleWithChild, choices
from infoshare.common import clock
from infoshare.common.lines import LineQuestion, NumberQuestion
from infoshare.common.question_form import ChoiceQuestion, DateQuestion, YesNoQuestion

NEW = "new"
_NO_PROFESSIONAL = {RoleWithChild.FAMILY, RoleWithChild.NO_ROLE, RoleWithChild.UNKNOWN}
_DETAILS = ("agency", "name", "position", "number", "email")


class RelativeForm(KeepForm):
    name = LineQuestion("Their full name", missing="Write their name.")
    relationship = ChoiceQuestion(
        "Who are they to the child?",
        choices(Relationship),
        coerce=Relationship,
        missing="Choose who they are to the child.",
    )
    responsibility = ChoiceQuestion(
        "Do they have parental responsibility?",
        choices(Responsibility),
        coerce=Responsibility,
        help_text="Evidence is a birth certificate, a court order or an agreement that you saw.",
        missing="Choose what we know about parental responsibility.",
    )
    number = NumberQuestion("Their telephone number", required=False)
    on_placement_plan = YesNoQuestion(
        "Are they named in the placement plan as somebody to keep informed?",
        missing="Say if the placement plan names them.",
    )


class ProfessionalForm(KeepForm):
    """What may change about a professional; one who changes employer is a new one."""

    name = LineQuestion("Their full name", missing="Write their name.")
    position = LineQuestion("Their job", missing="Write their job.")
    number = NumberQuestion(
        "Their direct number",
        required=False,
        help_text="Ask for it through the switchboard. Leave it empty to ring the switchboard.",
    )
    email = EmailQuestion("Their work email address", required=False)


class InvolvementForm(KeepForm):
    """Somebody who works with the child: one we know, or a new one."""

    professional = ChoiceQuestion("Who is it?", [], dropdown=True, missing="Choose who it is.")
    name = LineQuestion(
        "Their full name, if they are not on the list", required=False, missing="Write their name."
    )
    agency = ChoiceQuestion(
        "Who do they work for?",
        [],
        required=False,
        dropdown=True,
        help_text="Only for somebody who is not on the list above.",
        missing="Choose who they work for.",
    )
    position = LineQuestion(
        "Their job",
        required=False,
        help_text="Only for somebody who is not on the list above.",
        missing="Write their job.",
    )
    number = NumberQuestion(
        "Their direct number",
        required=False,
        help_text="Ask for it through the switchboard. Leave it empty to ring the switchboard.",
    )
    email = EmailQuestion("Their work email address", required=False)
    role = ChoiceQuestion(
        "What do they do for the child?",
        choices(role for role in RoleWithChild if role not in _NO_PROFESSIONAL),
        coerce=RoleWithChild,
        missing="Choose what they do for the child.",
    )
    starts_on = DateQuestion(
        "Since when?",
        latest=clock.today,
        too_late="The date must be today or earlier.",
        too_early="That is before the child was born. Check the year.",
        missing="Give the date since when they work with the child.",
    )

    required_when = {field: ("professional", {NEW}) for field in ("name", "agency", "position")}

    def __init__(
        self,
        *args: Any,
        born: date,
        agencies: Iterable[Agency],
        professionals: Iterable[Professional],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(row.pk): row for row in agencies}
        self.professionals = {str(row.pk): row for row in professionals}
        cast(ChoiceQuestion, self.fields["professional"]).choices = [
            ("", "Choose"),
            (NEW, "Somebody who is not on this list"),
            *self._known(),
        ]
        cast(ChoiceQuestion, self.fields["agency"]).choices = [
            ("", "Choose"),
            *((key, row.name) for key, row in self.agencies.items()),
        ]
        cast(DateQuestion, self.fields["starts_on"]).earliest = born

    def _known(self) -> list[Any]:
        """Those that we know, by organisation."""
        rows = groupby(self.professionals.items(), key=lambda item: item[1].agency.name)
        return [
            (agency, [(key, f"{row.name}, {row.position}") for key, row in of_agency])
            for agency, of_agency in rows
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("name") and answers.get("professional") in self.professionals:
            self.add_error("name", TWO_ANSWERS)
        return answers

    @property
    def said(self) -> dict[str, Any]:
        """The involvement with `professional`, or with the details of a new one."""
        said = super().said
        known = self.professionals.get(said.pop("professional"))
        details = {name: said.pop(name) for name in _DETAILS}
        if known:
            return {**said, "professional": known}
        return {**said, **details, "agency": self.agencies[details["agency"]]}


class InvolvementEndForm(KeepForm):
    ends_on = DateQuestion(
        "When did it end?",
        latest=clock.today,
        too_late="The date must be today or earlier.",
        too_early="That is before it began. Check the date.",
        missing="Give the date on which it ended.",
    )

    def __init__(self, *args: Any, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(DateQuestion, self.fields["ends_on"]).earliest = starts_on
