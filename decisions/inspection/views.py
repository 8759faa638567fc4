"""Counts for those who inspect and manage, and the visits during which they read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.inspection.figures import figures_for
from decisions.inspection.forms import VisitForm
from decisions.inspection.visits import (
    appointment_in_charge,
    full_row,
    is_open,
    open_card,
    own_record_row,
    visits_at,
)
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.recording import (
    AlreadyOpened,
    OpenedVisit,
    VisitRefused,
    end_visit,
    open_visit,
)
from infoshare.organisation.visit_codes import CODE_MINUTES, new_code
from infoshare.organisation.visit_extending import NotExtended, extend_visit

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
            with transaction.atomic():
                opened = _opened(request, form)
                code = new_code(opened.visit, opened.visit.opened_by)
        except AlreadyOpened:
            messages.warning(request, OPENED_BEFORE)
            return redirect("visits")
        except VisitRefused as refused:
            form.refuse(str(refused))
        else:
            # Shown in this answer and never again, so it is not behind a redirect.
            context = {"opened": opened, "code": code, "minutes": CODE_MINUTES}
            return render(request, "inspection/opened.html", context)
    return _visits_page(request, form)


def _opened(request: SignedInRequest, form: VisitForm) -> OpenedVisit:
    home = form.chosen_home
    appointment = appointment_in_charge(request.user, home)
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
        "open_now": [open_card(visit, now) for visit in found.in_force(now) if is_open(visit, now)],
        "visits": [full_row(visit, now) for visit in page],
        "page": page,
    }
    return render(request, "inspection/visits.html", context)


@requires(Permission.OPEN_VISIT)
@require_POST
def visit_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End a visit before its time; ending it again changes nothing."""
    visit = get_object_or_404(visits_at(request.user, Permission.OPEN_VISIT), pk=pk)
    appointment = appointment_in_charge(request.user, visit.home)
    if is_open(visit, clock.now()):
        end_visit(visit, appointment)
    messages.success(request, "The visit is over. Its account opens nothing any more.")
    return redirect("visits")


@requires(Permission.OPEN_VISIT)
@require_POST
def visit_extend(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep a visit open longer, in one tap; the same tap again changes nothing."""
    visit = get_object_or_404(visits_at(request.user, Permission.OPEN_VISIT), pk=pk)
    appointment = appointment_in_charge(request.user, visit.home)
    try:
        longer = extend_visit(visit, appointment, was_until=_moment(request.POST.get("was_until")))
    except NotExtended as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"The visit is open until {moment_in_words(longer.until)}.")
    return redirect("visits")


def _moment(sent: str | None) -> datetime | None:
    """The end that the page showed; none where what was sent is no moment."""
    try:
        found = datetime.fromisoformat(sent or "")
    except ValueError:
        return None
    return found if found.tzinfo else None
