"""Each sign-in, sign-out and refusal to sign in is a line of the log (ASVS 5.0 16.3.1).

A line names an account by its number. What was typed stands in none: people write a password in
the place of a name.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from infoshare.organisation.models import User

_log = logging.getLogger("infoshare.sign_in")


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="infoshare line of a sign-in")
    user_logged_out.connect(_signed_out, dispatch_uid="infoshare line of a sign-out")
    user_login_failed.connect(_failed, dispatch_uid="infoshare line of a wrong password")
    authentication_failed.connect(_second_failed, dispatch_uid="infoshare line of a wrong code")


def write_delayed(name: str) -> None:
    """A try that was not looked at, because too many before it failed."""
    _log.warning("sign-in refused for a while: %s", _account(name))


def _signed_in(user: User, **_: Any) -> None:
    _log.info("signed in: user %s", user.pk)


def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        _log.info("signed out: user %s", user.pk)


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    _log.warning("sign-in failed: %s", _account(str(credentials.get("username") or "")))


def _second_failed(user: User, **_: Any) -> None:
    _log.warning("second step failed: user %s", user.pk)


def _account(name: str) -> str:
    found = User.objects.filter(sign_in_name__iexact=name.replace("\0", "")).values_list("pk")
    return f"user {found[0][0]}" if found else "no such account"
