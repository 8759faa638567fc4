"""The page on which a home begins, and those that give it what it lacks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from infoshare.access.going_live.forms import OnCallForm, SecondPersonForm
from infoshare.access.going_live.queries import (
    PEOPLE_NEEDED,
    outside_people,
    people_who_may_approve,
)
from infoshare.access.going_live.recording import (
    NamedAlready,
    NotNamed,
    NotYet,
    end_second_person,
    go_live,
    is_on_call_known,
    keep_on_call,
    name_second_person,
)
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for, homes_where
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home

NAMED_BEFORE = (
    "This person was named already, and the code was shown then. It is kept nowhere. "
    "If it is lost, end this below and name them again."
)


@requires(Permission.GO_LIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def going_live(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Who may approve here, what is missing, and the button that lets the home begin."""
    home, acting = _home_and_appointment(request, pk)
    if request.method == "POST":
        try:
            go_live(home, acting)
        except NotYet as wanting:
            messages.warning(request, str(wanting))
        else:
            messages.success(request, f"{home.name} uses InfoShare now.")
        return redirect("going-live", home.pk)
    return render(request, "access/going_live.html", _how_it_stands(home))


def _how_it_stands(home: Home) -> dict[str, Any]:
    people = people_who_may_approve(home)
    now = clock.now()
    outside = [one for one in outside_people(home.provider) if not one.ends_at or one.ends_at > now]
    lacks_people, has_on_call = len(people) < PEOPLE_NEEDED, is_on_call_known(home)
    return {
        "at": home,
        "people": [{"key": one.user.name, "value": one.get_role_display()} for one in people],
        "lacks_people": lacks_people,
        "has_on_call": has_on_call,
        "ready": not lacks_people and has_on_call,
        "outside": outside,
    }


@requires(Permission.GO_LIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def second_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Name somebody from outside as the second person who may approve."""
    home, acting = _home_and_appointment(request, pk)
    form = SecondPersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "body", "telephone", "token")}
        try:
            named = name_second_person(home.provider, acting, **said)
        except NamedAlready:
            messages.warning(request, NAMED_BEFORE)
            return redirect("going-live", home.pk)
        except NotNamed as refused:
            form.refuse(str(refused))
        else:
            # Shown in this answer and never again, so it is not behind a redirect.
            return render(request, "access/named.html", {"named": named, "at": home})
    return render(request, "access/second_person.html", {"form": form, "at": home})


@requires(Permission.GO_LIVE)
@require_POST
def second_person_end(request: SignedInRequest, pk: UUID, appointment: UUID) -> HttpResponse:
    """End what a second person from outside may do; ending it again changes nothing."""
    home, acting = _home_and_appointment(request, pk)
    row = get_object_or_404(outside_people(home.provider), pk=appointment)
    end_second_person(row, acting)
    messages.success(request, f"{row.user.name} can answer nothing here any more.")
    return redirect("going-live", home.pk)


@requires(Permission.GO_LIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def on_call(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Who is rung at this home, day and night."""
    home, acting = _home_and_appointment(request, pk)
    now = {"name": home.on_call_name, "number": home.on_call_number}
    form = OnCallForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        keep_on_call(home, acting, **form.cleaned_data)
        messages.success(request, "Saved. The number stands at the top of every page.")
        return redirect("going-live", home.pk)
    return render(request, "access/on_call.html", {"form": form, "at": home})


def _home_and_appointment(request: SignedInRequest, pk: UUID) -> tuple[Home, Appointment]:
    """The home, and as what this person acts there; 404 for a home where they may not."""
    homes = homes_where(request.user, Permission.GO_LIVE).select_related("provider", "gone_live")
    home = get_object_or_404(homes, pk=pk)
    acting = appointment_for(request.user, Permission.GO_LIVE, home)
    if acting is None:
        raise Http404
    return home, acting
