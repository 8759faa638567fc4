"""A child comes, is put right in the list, and leaves."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from children.forms import ChildForm, LeavingForm
from children.models import Agency, Placement
from children.upkeep import add_child, change_child, end_placement
from children.views.keeping import kept
from children.views.reach import placement_kept_by, sent
from decisions.policy.terms import AgencyType
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where
from infoshare.organisation.models import Home

ABOUT_CHILD = ("given_names", "family_name", "known_as", "birth_date")


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def child_new(request: SignedInRequest, home: UUID) -> HttpResponse:
    """A child comes to live at this home."""
    here = get_object_or_404(_homes_to_live_at(request), pk=home)
    form = ChildForm(sent(request), authorities=_authorities(request, here))
    if kept(form, lambda ref: add_child(here, ref, **form.said)):
        messages.success(request, "The child is in the list. Check now who must not be told.")
        came = Placement.objects.get(home=here, pk=form.cleaned_data["token"])
        return redirect("child", came.child_id)
    return render(request, "children/child_new.html", {"form": form, "home_now": here})


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def child_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put right who the child is, who placed the child, and under what."""
    placement = placement_kept_by(request, pk)
    initial = {name: getattr(placement.child, name) for name in ABOUT_CHILD} | {
        "placing_authority": str(placement.placing_authority_id),
        "legal_status": placement.legal_status,
        "starts_on": placement.starts_on,
    }
    authorities = _authorities(request, placement.home, or_held_by=placement)
    form = ChildForm(sent(request), authorities=authorities, initial=initial)
    if kept(form, lambda _ref: change_child(placement, **form.said)):
        messages.success(request, "The changes are saved.")
        return redirect("particulars", pk)
    context = {"form": form, "child": placement.child}
    return render(request, "children/child_change.html", context)


@requires(Permission.KEEP_PARTICULARS)
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The child moved to another home of the provider, or lives elsewhere."""
    if request.method == "POST" and _has_left(request, pk):
        messages.info(request, "The move was recorded before. Nothing was recorded twice.")
        return redirect("children")
    placement = placement_kept_by(request, pk)
    homes = Home.objects.not_closed().filter(provider=placement.home.provider_id)
    others = homes.exclude(pk=placement.home_id)
    form = LeavingForm(sent(request), placement=placement, homes=others)
    if kept(form, lambda _ref: end_placement(placement, **form.said)):
        messages.success(request, "The move is recorded. The records made here stay here.")
        return redirect("children")
    context = {"form": form, "child": placement.child, "home_now": placement.home}
    return render(request, "children/leaving.html", context)


def _homes_to_live_at(request: SignedInRequest) -> QuerySet[Home]:
    """Nobody comes to live at a home that closed."""
    return homes_where(request.user, Permission.KEEP_PARTICULARS).filter(closed__isnull=True)


def _has_left(request: SignedInRequest, pk: UUID) -> bool:
    """Has this child left a home where this person keeps the particulars, and is not in sight?"""
    kept_at = homes_where(request.user, Permission.KEEP_PARTICULARS)
    here = Placement.objects.filter(child=pk, home__in=kept_at)
    return here.exists() and not here.filter(ends_on__isnull=True).exists()


def _authorities(
    request: SignedInRequest, home: Home, or_held_by: Placement | None = None
) -> QuerySet[Agency]:
    """The placing authorities that can be chosen; one that stands already may stay."""
    may_be_chosen = Q(active=True, agency_type=AgencyType.LA_PLACING.value)
    if or_held_by is not None:
        may_be_chosen |= Q(pk=or_held_by.placing_authority_id)
    return Agency.objects.visible_to(request.user).filter(may_be_chosen, provider=home.provider_id)
