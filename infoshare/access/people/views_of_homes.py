"""The homes and their numbers, and the report of who has access."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infoshare.access.going_live.forms import OnCallForm
from infoshare.access.going_live.recording import keep_on_call
from infoshare.access.people.forms import CloseHomeForm, HomeForm, NewHomeForm
from infoshare.access.people.homes import (
    NUMBER_TAKEN,
    NotClosed,
    NotOpened,
    close_home,
    open_new_home,
)
from infoshare.access.people.keeping import keep_home_details
from infoshare.access.people.leaving import NotEnded
from infoshare.access.people.queries import acting, homes_managed_by
from infoshare.access.people.report import administrators, current, leavers
from infoshare.access.people.rows import (
    ADMINISTRATOR_COLUMNS,
    CURRENT_COLUMNS,
    LEAVER_COLUMNS,
    administrator_row,
    current_row,
    home_page,
    leaver_row,
)
from infoshare.access.people.views import GET_OR_POST
from infoshare.access.permissions import Permission, roles_with
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointments_of
from infoshare.organisation.models import Appointment, Home

NEXT = "write down who is on call, and propose its manager and a second person."


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def homes(request: SignedInRequest) -> HttpResponse:
    """Each home with its numbers."""
    rows = [home_page(one) for one in homes_managed_by(request.user)]
    return render(request, "access/people/homes.html", {"homes": rows})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def home_details(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What a home is called, and its number."""
    at, by = _home(request, pk)
    now = {"name": at.name, "telephone": at.telephone}
    form = HomeForm(_sent(request), initial=now)
    if request.method == "POST" and form.is_valid():
        keep_home_details(at, by, **form.cleaned_data)
        return _saved(request)
    return render(request, "access/people/home_details.html", {"form": form, "at": at})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def home_on_call(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Who is rung at a home, day and night."""
    at, by = _home(request, pk)
    now = {"name": at.on_call_name, "number": at.on_call_number}
    form = OnCallForm(_sent(request), initial=now)
    if request.method == "POST" and form.is_valid():
        keep_on_call(at, by, **form.cleaned_data)
        return _saved(request)
    return render(request, "access/people/home_on_call.html", {"form": form, "at": at})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def home_new(request: SignedInRequest) -> HttpResponse:
    """Open another home of the provider."""
    by = appointments_of(request.user).filter(role__in=roles_with(Permission.MANAGE_PEOPLE))[0]
    form = NewHomeForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_new_home(by, **form.cleaned_data)
        except NotOpened as refused:
            form.refuse(str(refused), "number" if str(refused) == NUMBER_TAKEN else None)
        else:
            messages.success(request, f"{opened.name} is open. Next: {NEXT}")
            return redirect("homes")
    return render(request, "access/people/home_new.html", {"form": form})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def home_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Close a home where no child lives any more."""
    at, by = _home(request, pk)
    if hasattr(at, "closed"):
        messages.warning(request, f"{at.name} was closed already.")
        return redirect("homes")
    form = CloseHomeForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            close_home(at, by, why=form.cleaned_data["why"])
        except (NotClosed, NotEnded) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{at.name} is closed. Its records are kept.")
            return redirect("homes")
    return render(request, "access/people/home_close.html", {"form": form, "at": at})


@requires(Permission.READ_WHO_HAS_ACCESS)
@require_safe
def access_report(request: SignedInRequest) -> HttpResponse:
    """Who has access, who lost it and how fast, and who may change it."""
    gone = leavers(request.user)
    context = {
        "current_columns": CURRENT_COLUMNS,
        "current": [current_row(one) for one in current(request.user)],
        "leaver_columns": LEAVER_COLUMNS,
        "leavers": [leaver_row(one) for one in gone],
        "longest": max((one.minutes for one in gone), default=0),
        "administrator_columns": ADMINISTRATOR_COLUMNS,
        "administrators": [administrator_row(one) for one in administrators(request.user)],
    }
    return render(request, "access/people/report.html", context)


def _home(request: SignedInRequest, pk: UUID) -> tuple[Home, Appointment]:
    at = get_object_or_404(homes_managed_by(request.user), pk=pk)
    by = acting(request.user, at.provider)
    if by is None:
        raise Http404
    return at, by


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _saved(request: SignedInRequest) -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect("homes")
