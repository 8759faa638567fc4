"""A form that is recorded once, however often it is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms

from infoshare.common.question_form import QuestionForm

OUT_OF_DATE = "This page was out of date, so nothing was saved. Check it and send it again."
SENT_BEFORE = (
    "This page was sent before. What it said then is recorded, and this is not. "
    "Look through it, then send it again if you want both."
)


class OnceForm(QuestionForm):
    """Carries a hidden `token`, new for each page; the recording function keeps it as unique.

    A token that is missing or garbled is replaced by a new one: the person is asked to send the
    page again, with everything that they typed.
    """

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self._out_of_date = data is not None and not is_token(data.get("token"))
        if self._out_of_date:
            data = data.copy()
            data["token"] = str(uuid4())
        super().__init__(data, *args, **kwargs)
        self.initial.setdefault("token", uuid4())

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if self._out_of_date:
            self.add_error(None, OUT_OF_DATE)
        return answers

    def refuse(self, sentence: str, field: str | None = None) -> None:
        """Say why nothing was written, and let the page be sent again."""
        self.data = with_new_token(self.data)
        self.add_error(field, sentence)


def with_new_token(data: Any) -> Any:
    """What was typed, as a page that was not sent before."""
    again = data.copy()
    again["token"] = str(uuid4())
    return again


def is_token(value: object) -> bool:
    """Is this text a UUID in its usual spelling?"""
    try:
        return str(UUID(str(value))) == str(value).lower()
    except ValueError:
        return False
