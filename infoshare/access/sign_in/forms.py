"""The forms of sign-in in our words: a sign-in name, for staff without an email address at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.http import HttpRequest, HttpResponseBase

from infoshare.access.sessions.limits import choose_device

THREE_WORDS = (
    "Use three random words that do not belong together. They are easy to remember and hard to "
    "guess. At least 12 characters; spaces are fine."
)


class SignInForm(LoginForm):  # type: ignore[misc]
    """No "remember me" (devices are shared) and no reset by mail (a manager helps in person)."""

    own_device = forms.BooleanField(
        required=False,
        label="Only I use this computer or phone",
        help_text="Leave this empty where others use it too. Then InfoShare locks sooner when "
        "nobody is there.",
    )

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

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponseBase:
        choose_device(request.session, own=self.cleaned_data["own_device"])
        answer: HttpResponseBase = super().login(request, redirect_url)
        return answer


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password in the place of the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": ("Your password now", "Write the password that you use now."),
            "password1": ("New password", "Write a new password."),
            "password2": ("The new password again", "Write the new password again."),
        }
        for name, (label, missing) in labels.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, missing
            field.widget.attrs.pop("placeholder", None)
            field.help_text = THREE_WORDS if name == "password1" else ""


class _CodeInWords:
    """Asks for a code in our words."""

    label = "Code"
    help_text = ""
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = self.label, self.help_text
        code.error_messages["required"] = "Write the code."
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}


class SecondFactorForm(_CodeInWords, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    label = "Code from your app, or the next printed code"
    help_text = "Each code works once. Cross out a printed code when you have used it."


class ConfirmWithCodeForm(_CodeInWords, ReauthenticateForm):  # type: ignore[misc]
    """The same, to confirm that it is still the same person."""

    label = SecondFactorForm.label
    help_text = SecondFactorForm.help_text


class AppForm(_CodeInWords, ActivateTOTPForm):  # type: ignore[misc]
    """Shows that the app was set up: it gives the right code."""

    label = "The code that the app shows now"
    help_text = "Six digits. It changes every half minute."


class PrintedCodesForm(forms.Form):
    """Draws new printed codes. They may be somebody's only second factor: not all have a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)


PASSKEY_REFUSED = "That passkey did not work. Use it again here, or another way."


@contextmanager
def _garbled_is_refused() -> Iterator[None]:
    """What no browser sends is refused like a key that does not fit, and an answer used before."""
    try:
        yield
    except forms.ValidationError as refused:
        if refused.code != "incorrect_code":
            raise
        raise forms.ValidationError(PASSKEY_REFUSED, code=refused.code) from None
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        raise forms.ValidationError(PASSKEY_REFUSED, code="incorrect_code") from None


class _SaidByAPasskey:
    """Nobody sees the field that a script fills, so what is wrong with it is said of the form."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        refused = dict.fromkeys(("required", "invalid"), PASSKEY_REFUSED)
        self.fields["credential"].error_messages |= refused

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(None if field == "credential" else field, error)  # type: ignore[misc]


class AddPasskeyForm(_SaidByAPasskey, AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name: Any = self.fields["name"]
        name.label, name.help_text = "What do you call it?", "Such as: my phone, or the blue key."
        name.max_length = 60
        name.widget.attrs["maxlength"] = 60

    def clean_name(self) -> str:
        name: str = super().clean_name()
        return " ".join(name.split())[:60] or get_adapter().generate_authenticator_name(
            self.user, Authenticator.Type.WEBAUTHN
        )

    def clean(self) -> dict[str, Any]:
        with _garbled_is_refused():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyForm(_SaidByAPasskey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Authenticator:
        with _garbled_is_refused():
            return super().clean_credential()


class ConfirmWithPasskeyForm(_SaidByAPasskey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Authenticator:
        with _garbled_is_refused():
            return super().clean_credential()
