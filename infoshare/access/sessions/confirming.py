"""Risky acts ask once more who it is (ASVS 7.5.1, 7.5.3).

Reaching a child of another home, agreeing to a role, and overruling a colleague. Never sharing to
protect a child, and never an inspection that goes on.

Who signed in or confirmed a few minutes ago is not asked; one factor is enough. What was typed is
sent on by itself once that is done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase

Function = TypeVar("Function", bound=Callable[..., HttpResponseBase])


def confirmed_at(request: HttpRequest) -> float | None:
    """When this person last confirmed who they are, after signing in."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return next((one["at"] for one in reversed(records) if one.get("reauthenticated")), None)


def begin_anew(request: HttpRequest) -> None:
    """The same session under a new key; the old key opens nothing (ASVS 7.2.4)."""
    before = request.session.session_key
    if SESSION_KEY not in request.session:
        return
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def ask_again_who_it_is(request: HttpRequest) -> None:
    """Lead to the page that asks, unless it was asked a few minutes ago. A view comes back from it
    with the same form, so that nothing is typed twice.
    """
    raise_if_reauthentication_required(request, app="infoshare")


def confirms_who_it_is(view: Function) -> Function:
    """Asks before the form that is sent here does anything; reading the page asks nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            ask_again_who_it_is(request)
        return view(request, *args, **kwargs)

    return cast(Function, guarded)
