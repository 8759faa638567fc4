"""Lines of text with a shape: a name on one line, a telephone number."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from infoshare.common.question_form import TextQuestion

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
