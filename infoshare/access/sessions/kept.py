"""A page that came back after the lock is kept for the person who sent it, and for nobody else.

A page of the guide is kept in its draft. Of any other form the fields wait in the session, on the
server, until the same person has signed in again in the same browser; then one press sends them.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from infoshare.access.sessions.limits import Sitting
from infoshare.access.who_opens.table import page_in_words
from infoshare.common import clock

LOCKED, KEPT = "sitting_locked", "sitting_kept"
# Tabs that a page may have stood open in.
MOST_FORMS = 8
# Of all that was typed in them together; what is more is not kept, and the page says so.
MOST_KEPT = 200_000
# What somebody says of their own accord, and may send by one press. Whoever answers, approves or
# lets somebody in sees what they answer: of any other form only the words wait here.
_BY_ONE_PRESS = frozenset(
    {
        *("urgent-start", "addenda", "disclosures", "receipts", "advice-answer"),
        *("consents", "wishes", "withdrawal", "listing"),
        *("child-new", "relative-new", "involvement-new", "agency-new"),
    }
)
_NOT_KEPT = frozenset({"csrfmiddlewaretoken"})
AWAY = (
    "InfoShare locked, because nobody used it for {minutes} minutes. Sign in again, and you go on "
    "where you were. What you typed is kept."
)
LONG = "You were signed in for {hours} hours. Sign in again, and you go on where you were."


def lock(request: HttpRequest, sitting: Sitting) -> None:
    """Sign out, and remember for whom, and where they were."""
    person = request.session[SESSION_KEY]
    logout(request)
    request.session[LOCKED] = {"of": person, "to": "/", "forms": []}
    shift_is_over = clock.now() >= sitting.ends_at
    minutes = int(sitting.idle_limit.total_seconds()) // 60
    hours = int((sitting.ends_at - sitting.began).total_seconds()) // 3600
    said = LONG.format(hours=hours) if shift_is_over else AWAY.format(minutes=minutes)
    messages.info(request, said)


def is_locked(request: HttpRequest) -> bool:
    """Was somebody signed in here, until it locked?"""
    return LOCKED in request.session


def person_locked_out(request: HttpRequest) -> str | None:
    """The id of whoever was signed in here, until it locked."""
    return str(request.session[LOCKED]["of"]) if is_locked(request) else None


def to_sign_in_again(request: HttpRequest, *, keep: bool) -> HttpResponseBase:
    """To the sign-in page; the way back is kept on the server, not in the address.

    With `keep` what was sent is kept too, for the person who was signed in.
    """
    locked = request.session[LOCKED]
    locked["to"] = request.get_full_path()
    if keep:
        match = request.resolver_match
        form: dict[str, Any] = {
            "to": request.get_full_path(),
            "route": (match.url_name or "") if match else "",
            "fields": _fields(request),
        }
        size = sum(_size(one) for one in [*locked["forms"], form])
        if size > MOST_KEPT:
            form |= {"fields": [], "too_long": True}
        locked["forms"] = [*locked["forms"], form][-MOST_FORMS:]
    request.session[LOCKED] = locked
    return redirect("account_login")


def way_back(request: HttpRequest) -> str | None:
    """Where this person was when it locked; to what they typed, where a form is kept."""
    locked = request.session.pop(LOCKED, None)
    if locked is None or locked["of"] != str(request.user.pk):
        return None
    if not locked["forms"]:
        return cast(str, locked["to"])
    request.session[KEPT] = {"of": locked["of"], "forms": locked["forms"]}
    return reverse("kept-forms")


def forget_what_is_anothers(session: SessionBase, person: Any) -> None:
    """Somebody signed in: what was kept for another is gone."""
    for name in (LOCKED, KEPT):
        if name in session and session[name]["of"] != str(person.pk):
            del session[name]


def kept_forms(request: HttpRequest) -> list[dict[str, Any]]:
    """The forms that wait for this person, each with its page, its fields and its words."""
    kept = request.session.get(KEPT)
    if kept is None or kept["of"] != str(request.user.pk):
        return []
    return [
        {
            "to": form["to"],
            "page": page_in_words(form["route"]),
            "one_press": form["route"] in _BY_ONE_PRESS and "too_long" not in form,
            "too_long": "too_long" in form,
            "fields": [(name, value) for name, values in form["fields"] for value in values],
            "words": [
                value for _, values in form["fields"] for value in values if " " in value.strip()
            ],
        }
        for form in kept["forms"]
    ]


def forget_kept(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def _size(form: dict[str, Any]) -> int:
    return sum(len(value) for _, values in form["fields"] for value in values)


def _fields(request: HttpRequest) -> list[tuple[str, list[str]]]:
    return [
        (name, cast(list[str], request.POST.getlist(name)))
        for name in request.POST
        if name not in _NOT_KEPT
    ]
