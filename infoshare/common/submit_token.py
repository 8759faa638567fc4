"""A form that is recorded once, however often it is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms

from infoshare.common.question_form import QuestionForm

OUT_OF_DATE = "This page was out of date, so nothing was saved. Check it and send it again."


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


def is_token(value: object) -> bool:
    """Is this text a UUID in its usual spelling?"""
    try:
        return str(UUID(str(value))) == str(value).lower()
    except ValueError:
        return False
