"""What the sign-in package may do here: accounts are made by the provider, never by a visitor."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.http import HttpRequest

from infoshare.access.sessions.kept import way_back
from infoshare.access.sign_in import throttle
from infoshare.access.sign_in.written_down import write_delayed


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "That sign-in name and password do not go together. Check both and try again."
        ),
        "too_many_login_attempts": throttle.WAIT,
        "rate_limited": throttle.WAIT,
        "enter_current_password": "That is not your password. Write it again.",
        "incorrect_password": "That is not your password. Write it again.",
    }

    _tries: list[throttle.Try] | None = None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing is looked at while a delay lasts, whether or not there is such a name."""
        name = credentials.get("username") or ""
        self._tries = throttle.take(request, name)
        if self._tries is None:
            write_delayed(name)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None and self._tries:
            throttle.count_success(self._tries)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        throttle.tell_if_many(request, self._tries or [])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to where this person was when the session locked."""
        return way_back(request) or str(super().get_login_redirect_url(request))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not where this person has just signed in: then the password was given a moment ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))
