"""The sign-in form in our words: a sign-in name, for staff who have no email address at work."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]
    """No "remember me" (devices are shared) and no reset by mail (a manager helps in person)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        name, password = self.fields["login"], self.fields["password"]
        name.label = "Sign-in name"
        name.error_messages["required"] = "Write your sign-in name."
        password.error_messages["required"] = "Write your password."
        password.help_text = ""
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
