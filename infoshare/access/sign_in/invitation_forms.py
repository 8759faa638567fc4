"""The page that makes a code, and the page on which it is exchanged for a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from infoshare.access.sign_in.forms import THREE_WORDS
from infoshare.access.sign_in.inviting import CODE_REFUSED, invitation_of
from infoshare.common.lines import LineQuestion
from infoshare.common.question_form import QuestionForm
from infoshare.common.submit_token import OnceForm


class InviteForm(OnceForm):
    """Asks nothing: the page says whom the code is for."""


class PasswordQuestion(forms.CharField):
    """A password as it was typed: no character of it is taken away or changed."""

    def __init__(self, label: str, *, missing: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            strip=False,
            max_length=1000,
            widget=forms.PasswordInput({"autocomplete": "new-password"}),
            error_messages={
                "required": missing,
                "max_length": "Use 1,000 characters or fewer for your password.",
            },
        )


class InvitationForm(QuestionForm):
    code = LineQuestion(
        "Your code",
        limit=40,
        help_text="It stands on the paper that you were given. Small or large letters: both work.",
        missing="Write the code that you were given.",
    )
    password = PasswordQuestion(
        "Choose a password", help_text=THREE_WORDS, missing="Choose a password."
    )
    again = PasswordQuestion("The same password again", missing="Write the same password again.")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if invitation_of(code) is None:
            raise ValidationError(CODE_REFUSED)
        return code

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        password, again = answers.get("password"), answers.get("again")
        if password and again and password != again:
            self.add_error("again", "The two passwords are not the same. Write both again.")
        invitation = invitation_of(answers.get("code", ""))
        if password and invitation is not None:
            try:
                validate_password(password, invitation.person)
            except ValidationError as refused:
                self.add_error("password", refused)
        return answers
