"""Lines of text with a shape: an email address; and the form about one row of the particulars."""

from __future__ import annotations

from typing import Any

from django.core.validators import EmailValidator

from infoshare.common.lines import LineQuestion
from infoshare.common.submit_token import OnceForm


class EmailQuestion(LineQuestion):
    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, limit=254, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            EmailValidator("Write a whole email address, such as duty@eastmere.example.")(value)


TWO_ANSWERS = (
    "You chose somebody on the list too. Take this name out, or choose that they are not on it."
)


class KeepForm(OnceForm):
    """A form about one row of the particulars; `said` is what the functions that write take."""

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}
