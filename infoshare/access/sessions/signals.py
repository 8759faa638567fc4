"""What follows from signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from infoshare.access.sessions.kept import forget_what_is_anothers
from infoshare.access.sessions.limits import begin


def connect() -> None:
    user_logged_in.connect(_begin, dispatch_uid="infoshare sitting")


def _begin(request: HttpRequest, user: Any, **_: Any) -> None:
    begin(request.session)
    forget_what_is_anothers(request.session, user)
