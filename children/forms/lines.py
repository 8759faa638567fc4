"""Lines of text with a shape: a name, a telephone number, an email address."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from infoshare.common.question_form import TextQuestion
from infoshare.common.submit_token import OnceForm

_NUMBER = re.compile(r"\+?[0-9() -]+")


class LineQuestion(TextQuestion):
    """One line: a line break or several spaces, pasted with a name, become one space."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class NumberQuestion(LineQuestion):
    """A telephone number that a tap can ring."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, limit=40, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        digits = sum(character.isdigit() for character in value)
        if value and (digits < 3 or not _NUMBER.fullmatch(value)):
            raise ValidationError("Write a telephone number in digits, such as 01632 960201.")


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
