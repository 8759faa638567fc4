"""A page that came back after the lock is kept for the person who sent it, and for nobody else.

A page of the guide is kept in its draft. Of any other form the fields wait in the session, on the
server, until the same person has signed in again in the same browser; then one press sends them.
"""

from __future__ import annotations

from secrets import token_hex
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from infoshare.access.sessions.limits import Sitting
from infoshare.access.sessions.put_away import put_away, taken_out
from infoshare.access.who_opens.table import page_in_words
from infoshare.common import clock
from infoshare.common.question_form import READ_FIRST

LOCKED, KEPT = "sitting_locked", "sitting_kept"
# Tabs that a page may have stood open in.
MOST_FORMS = 8
# Of all that was typed in them together; what is more is not kept, and the page says so.
MOST_KEPT = 200_000
# What somebody says of their own accord, and may send by one press. Whoever answers, approves or
# lets somebody in sees what they answer: of any other form only the words wait here.
BY_ONE_PRESS = frozenset(
    {
        *("urgent-start", "addenda", "disclosures", "receipts", "advice-answer"),
        *("consents", "wishes", "withdrawal", "listing"),
        *("child-new", "relative-new", "involvement-new", "agency-new"),
    }
)
# A press of a button, with no page of questions to see first.
_WITHOUT_QUESTIONS = frozenset({"urgent-start"})
# Which of the forms that wait is sent.
WAITED = "waited"
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", WAITED, READ_FIRST})
AWAY = (
    "InfoShare locked, because nobody used it for {minutes} minutes. Sign in again, and you go on "
    "where you were. What you typed is kept."
)
LONG = "You were signed in for {hours} hours. Sign in again, and you go on where you were."


def lock(request: HttpRequest, sitting: Sitting) -> None:
    """Sign out, and remember for whom, and where they were."""
    person = request.session[SESSION_KEY]
    # What waits already goes on waiting.
    waits = request.session.get(KEPT, {"forms": "", "dropped": 0})
    logout(request)
    request.session[LOCKED] = {**waits, "of": person, "to": "/"}
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
        forms = _with(taken_out(locked["forms"]), _form(request), request.POST.get(WAITED))
        if sum(_size(one) for one in forms) > MOST_KEPT:
            forms[-1] |= {"fields": [], "too_long": True}
        locked["dropped"] += max(0, len(forms) - MOST_FORMS)
        locked["forms"] = put_away(forms[-MOST_FORMS:])
    request.session[LOCKED] = locked
    return redirect("account_login")


def way_back(request: HttpRequest) -> str | None:
    """Where this person was when it locked; to what they typed, where a form is kept."""
    locked = request.session.pop(LOCKED, None)
    if locked is None or locked["of"] != str(request.user.pk):
        return None
    if not locked["forms"]:
        return cast(str, locked["to"])
    request.session[KEPT] = {name: locked[name] for name in ("of", "forms", "dropped")}
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
            "key": form["key"],
            "to": form["to"],
            "page": page_in_words(form["route"]),
            "one_press": form["route"] in BY_ONE_PRESS and "too_long" not in form,
            "too_long": "too_long" in form,
            "has_questions": form["route"] not in _WITHOUT_QUESTIONS,
            "fields": [(name, value) for name, values in form["fields"] for value in values],
            "words": [
                value for _, values in form["fields"] for value in values if _is_words(value)
            ],
        }
        for form in taken_out(kept["forms"])
    ]


def how_many_were_dropped(request: HttpRequest) -> int:
    """Of the forms that were sent, how many are not kept because others came after them."""
    return cast(int, request.session.get(KEPT, {"dropped": 0})["dropped"])


def settle_what_was_sent(request: HttpRequest, response: HttpResponseBase) -> None:
    """A form that its page accepted waits no longer; one that came back does, until it is."""
    if request.method != "POST" or KEPT not in request.session:
        return
    kept, key, to = request.session[KEPT], request.POST.get(WAITED), request.get_full_path()
    forms = taken_out(kept["forms"])
    if response.status_code == 302:
        left = [one for one in forms if one["key"] != key and one.get("came_back") != to]
    else:
        left = [one | {"came_back": to} if one["key"] == key else one for one in forms]
    if left != forms:
        request.session[KEPT] = {**kept, "forms": put_away(left)}


def forget_kept(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def _with(
    forms: list[dict[str, Any]], form: dict[str, Any], key: str | None
) -> list[dict[str, Any]]:
    """The forms with this one last; what was pressed twice, or waited already, waits once."""
    same = (form["to"], form["fields"])
    others = [one for one in forms if one["key"] != key and (one["to"], one["fields"]) != same]
    return [*others, form]


def _form(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    route = (match.url_name or "") if match else ""
    sent = {
        name: cast(list[str], request.POST.getlist(name))
        for name in request.POST
        if name not in _NOT_KEPT
    }
    if route not in BY_ONE_PRESS:
        # No code, and no choice that would be made anew.
        sent = {name: [one for one in values if _is_words(one)] for name, values in sent.items()}
    fields = [[name, values] for name, values in sent.items() if values]
    return {"key": token_hex(8), "to": request.get_full_path(), "route": route, "fields": fields}


def _is_words(value: str) -> bool:
    return " " in value.strip()


def _size(form: dict[str, Any]) -> int:
    return sum(len(value) for _, values in form["fields"] for value in values)
