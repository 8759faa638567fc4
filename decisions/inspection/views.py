"""Counts for those who inspect and manage, and the visits during which they read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.inspection.figures import figures_for
from decisions.inspection.forms import VisitForm
from decisions.inspection.visits import full_row, is_open, own_record_row, visits_at
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for, homes_where
from infoshare.common import clock
from infoshare.organisation.recording import (
    AlreadyOpened,
    OpenedVisit,
    VisitRefused,
    end_visit,
    open_visit,
)

PAGE_SIZE = 25
OPENED_BEFORE = (
    "This visit was opened already, and its passphrase was shown then. It is kept nowhere. "
    "If it is lost, end the visit and open another one."
)


@requires(Permission.READ_COUNTS)
@require_safe
def inspection(request: SignedInRequest) -> HttpResponse:
    """Figures of each home, and the home's own record of who visited."""
    now = clock.now()
    visits = visits_at(request.user, Permission.READ_COUNTS)
    page = Paginator(visits, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "inspection/counts.html",
        {
            "homes": figures_for(request.user, now),
            "month_columns": ["Month", {"label": "Decisions", "number": True}],
            "visits": [own_record_row(visit, now) for visit in page],
            "page": page,
        },
    )


@requires(Permission.OPEN_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def visits(request: SignedInRequest) -> HttpResponse:
    """Visits so far, and the form that opens one."""
    homes = homes_where(request.user, Permission.OPEN_VISIT)
    if request.method != "POST":
        return _visits_page(request, VisitForm(homes=homes))
    form = VisitForm(request.POST, homes=homes)
    if form.is_valid():
        try:
            opened = _opened(request, form)
        except AlreadyOpened:
            messages.warning(request, OPENED_BEFORE)
            return redirect("visits")
        except VisitRefused as refused:
            form.refuse(str(refused))
        else:
            # Shown in this answer and never again, so it is not behind a redirect.
            return render(request, "inspection/opened.html", {"opened": opened})
    return _visits_page(request, form)


def _opened(request: SignedInRequest, form: VisitForm) -> OpenedVisit:
    home = form.chosen_home
    appointment = appointment_for(request.user, Permission.OPEN_VISIT, home)
    if appointment is None:
        raise Http404
    answers = form.cleaned_data
    return open_visit(
        home,
        appointment,
        role=answers["role"],
        name=answers["name"],
        body=answers["body"],
        until=form.chosen_end,
        ref=answers["token"],
    )


def _visits_page(request: SignedInRequest, form: VisitForm) -> HttpResponse:
    now = clock.now()
    found = visits_at(request.user, Permission.OPEN_VISIT)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "open_now": [visit for visit in found.in_force(now) if is_open(visit, now)],
        "visits": [full_row(visit, now) for visit in page],
        "page": page,
    }
    return render(request, "inspection/visits.html", context)


@requires(Permission.OPEN_VISIT)
@require_POST
def visit_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End a visit before its time; ending it again changes nothing."""
    visit = get_object_or_404(visits_at(request.user, Permission.OPEN_VISIT), pk=pk)
    appointment = appointment_for(request.user, Permission.OPEN_VISIT, visit.home)
    if appointment is None:
        raise Http404
    if is_open(visit, clock.now()):
        end_visit(visit, appointment)
    messages.success(request, "The visit is over. Its account opens nothing any more.")
    return redirect("visits")
