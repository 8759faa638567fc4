"""The people around a child, kept up to date."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from children.around import written
from children.forms import (
    InvolvementEndForm,
    InvolvementForm,
    ProfessionalForm,
    RelativeForm,
)
from children.kept import child_rows, involvement_rows, relative_rows
from children.models import Child
from children.upkeep import (
    add_involvement,
    add_relative,
    change_professional,
    change_relative,
    end_involvement,
)
from children.views.keeping import kept
from children.views.reach import (
    appointment_of,
    directory_of,
    keeper_of,
    placement_kept_by,
    professionals_kept_by,
    sent,
)
from decisions.policy.terms import RoleWithChild
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.common import clock

ABOUT_RELATIVE = ("name", "relationship", "responsibility", "number", "on_placement_plan")
ABOUT_PROFESSIONAL = ("name", "position", "number", "email")
PROFESSIONAL_COLUMNS = ("Who", "What they do", "Ring", "Since", "Change")
SAVED = "The changes are saved."


@requires(Permission.KEEP_PARTICULARS)
@require_safe
def particulars(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What we hold about a child and those around the child, each with its change."""
    placement = placement_kept_by(request, pk)
    context = {
        "child": placement.child,
        "home_now": placement.home,
        "about": child_rows(placement),
        "family": relative_rows(placement.child),
        "columns": PROFESSIONAL_COLUMNS,
        "professionals": involvement_rows(placement.child, clock.today()),
    }
    return render(request, "children/particulars.html", context)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def relative_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Somebody of the family, or a friend."""
    child = placement_kept_by(request, pk).child
    form = RelativeForm(sent(request))
    if kept(form, lambda ref: add_relative(child, ref, **form.said)):
        messages.success(request, "They are in the list of family and friends.")
        return redirect("particulars", pk)
    return _form_page(request, "relative_new", child, form=form)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def relative_change(request: SignedInRequest, pk: UUID, relative: UUID) -> HttpResponse:
    """Put right what we hold about one of the family, or a friend."""
    placement = placement_kept_by(request, pk)
    keeper = appointment_of(request, placement, Permission.KEEP_PARTICULARS)
    held = get_object_or_404(placement.child.relatives, pk=relative)
    initial = {name: getattr(held, name) for name in ABOUT_RELATIVE}
    form = RelativeForm(sent(request), initial=initial)
    if kept(form, lambda _ref: change_relative(held, keeper, **form.said)):
        messages.success(request, SAVED)
        return redirect("particulars", pk)
    return _form_page(request, "relative_change", placement.child, form=form)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def involvement_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Somebody begins to work with the child."""
    placement = placement_kept_by(request, pk)
    agencies = directory_of(request, placement)
    form = InvolvementForm(
        sent(request),
        born=placement.child.birth_date,
        agencies=agencies,
        professionals=professionals_kept_by(request).filter(agency__in=agencies),
    )
    if kept(form, lambda ref: add_involvement(placement.child, ref, **form.said)):
        messages.success(request, "They are in the list of those who work with the child.")
        return redirect("particulars", pk)
    return _form_page(request, "involvement_new", placement.child, form=form)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def involvement_end(request: SignedInRequest, pk: UUID, involvement: UUID) -> HttpResponse:
    """Somebody no longer works with the child."""
    child = placement_kept_by(request, pk).child
    working = child.involvements.select_related("professional__agency")
    held = get_object_or_404(working, pk=involvement)
    if held.ends_on is not None and held.ends_on <= clock.today():
        messages.info(request, "This had ended before. Nothing was changed.")
        return redirect("particulars", pk)
    form = InvolvementEndForm(sent(request), starts_on=held.starts_on)
    if kept(form, lambda _ref: end_involvement(held, **form.said)):
        messages.success(request, "They are no longer shown as somebody to ring.")
        return redirect("particulars", pk)
    return _form_page(
        request,
        "involvement_end",
        child,
        form=form,
        professional=held.professional,
        role=RoleWithChild(held.role).label,
        since=written(held.starts_on),
    )


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def professional_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put right a professional's details, for every child whom they work with."""
    held = get_object_or_404(professionals_kept_by(request), pk=pk)
    keeper = keeper_of(request, held.agency)
    initial = {name: getattr(held, name) for name in ABOUT_PROFESSIONAL}
    form = ProfessionalForm(sent(request), initial=initial)
    if kept(form, lambda _ref: change_professional(held, keeper, **form.said)):
        messages.success(request, SAVED)
        return redirect("agency-change", held.agency_id)
    context = {"form": form, "agency": held.agency}
    return render(request, "children/professional_change.html", context)


def _form_page(request: SignedInRequest, page: str, child: Child, **context: Any) -> HttpResponse:
    return render(request, f"children/{page}.html", {"child": child, **context})
