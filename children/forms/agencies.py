"""A body in the provider's directory."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from children.forms.lines import KeepForm
from decisions.policy.terms import AgencyType, choices
from infoshare.common.lines import LineQuestion, NumberQuestion
from infoshare.common.question_form import ChoiceQuestion

# People, who are written down with the child, and no bodies.
_PEOPLE = {AgencyType.PARENT_PR, AgencyType.PARENT_NO_PR, AgencyType.RELATIVE_OTHER}
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class AgencyForm(KeepForm):
    agency_type = ChoiceQuestion(
        "What kind of organisation is it?",
        choices(kind for kind in AgencyType if kind not in _PEOPLE),
        coerce=AgencyType,
        dropdown=True,
        missing="Choose what kind of organisation it is.",
    )
    name = LineQuestion("Its name", missing="Write the name of the organisation.")
    number = NumberQuestion(
        "Its published telephone number",
        required=False,
        help_text="The number that staff ring back. Take it from the organisation’s own website "
        "or letter, never from a caller or a message.",
    )
    address = LineQuestion(
        "The address that we send to",
        required=False,
        help_text="An email or postal address that you have checked with them.",
    )
    domains = LineQuestion(
        "What their email addresses end with",
        required=False,
        limit=300,
        help_text="The part after the @, such as eastmere.example. Leave a space between two.",
    )

    def clean_domains(self) -> str:
        """Lower case and one space between two, as the rules read them."""
        typed = re.split(r"[\s,;]+", str(self.cleaned_data["domains"]).lower())
        domains = [domain.removeprefix("@") for domain in typed if domain]
        for domain in domains:
            if not _DOMAIN.fullmatch(domain):
                raise ValidationError(
                    "Write only the part after the @, such as eastmere.example, "
                    "with a space between two."
                )
        return " ".join(dict.fromkeys(domains))
