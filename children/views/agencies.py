"""The provider's directory of agencies: whom staff ring back, and where they send to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from children.forms import AgencyForm
from children.kept import agency_cells, professional_cells
from children.models import Agency
from children.upkeep import add_agency, change_agency, set_agency_use
from children.views.keeping import kept
from children.views.reach import agencies_kept_by, keeper_of, sent
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import providers_where

PAGE_SIZE = 25
ABOUT_AGENCY = ("agency_type", "name", "number", "address", "domains")
COLUMNS = ("Agency", "What it is", "Published number")
PEOPLE_COLUMNS = ("Who", "Their job", "Ring")


@requires(Permission.READ_CHILDREN)
@require_safe
def agencies(request: SignedInRequest) -> HttpResponse:
    """The directory, those in use first."""
    listed = Agency.objects.visible_to(request.user).order_by("-active", "name", "pk")
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    kept_at = providers_where(request.user, Permission.KEEP_PARTICULARS)
    kept_there = frozenset(kept_at.values_list("pk", flat=True))
    context = {
        "columns": COLUMNS,
        "rows": [agency_cells(row, may_change=row.provider_id in kept_there) for row in page],
        "page": page,
        "providers": kept_at,
    }
    return render(request, "children/agencies.html", context)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def agency_new(request: SignedInRequest, provider: UUID) -> HttpResponse:
    """A body enters the directory."""
    kept_at = providers_where(request.user, Permission.KEEP_PARTICULARS)
    ours = get_object_or_404(kept_at, pk=provider)
    form = AgencyForm(sent(request))
    if kept(form, lambda ref: add_agency(ours, ref, **form.said)):
        messages.success(request, "The agency is in the list. Staff can choose it now.")
        return redirect("agencies")
    return render(request, "children/agency_new.html", {"form": form})


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def agency_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put right what the directory says of a body; its professionals are listed below."""
    held = get_object_or_404(agencies_kept_by(request), pk=pk)
    keeper = keeper_of(request, held)
    initial = {name: getattr(held, name) for name in ABOUT_AGENCY}
    form = AgencyForm(sent(request), initial=initial)
    if kept(form, lambda _ref: change_agency(held, keeper, **form.said)):
        messages.success(request, "The changes are saved.")
        return redirect("agencies")
    context = {
        "form": form,
        "agency": held,
        "columns": PEOPLE_COLUMNS,
        "people": [professional_cells(one) for one in held.professionals.all()],
    }
    return render(request, "children/agency_change.html", context)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def agency_use(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a body out of use, or back; nothing is deleted."""
    held = get_object_or_404(agencies_kept_by(request), pk=pk)
    match request.POST.get("do"):
        case "stop":
            set_agency_use(held, active=False)
            messages.success(request, "The agency is out of use. Old records still name it.")
        case "start":
            set_agency_use(held, active=True)
            messages.success(request, "The agency is in use again. Staff can choose it now.")
        case _:
            return render(request, "children/agency_use.html", {"agency": held})
    return redirect("agencies")
