"""Whom a page about a child is for; for all others it is not there."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from children.around import placements_reached
from children.models import Agency, Placement, Professional
from infoshare.access.permissions import Permission, roles_with
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest
from infoshare.access.scope import appointment_for, appointments_of, may, providers_where
from infoshare.organisation.models import Appointment


def placement_of(request: SignedInRequest, pk: UUID) -> Placement:
    """Where the child lives now, for those who may read the child; for all others 404.

    Whatever page comes of it shows the child.
    """
    placement = get_object_or_404(placements_reached(request.user), child=pk)
    note(request, placement)
    return placement


def placement_kept_by(request: SignedInRequest, pk: UUID) -> Placement:
    """Where the child lives now, for those who keep the particulars there; for all others 404."""
    placement = placement_of(request, pk)
    if not may(request.user, Permission.KEEP_PARTICULARS, placement.home):
        raise Http404
    return placement


def appointment_of(
    request: SignedInRequest, placement: Placement, permission: Permission
) -> Appointment:
    found = appointment_for(request.user, permission, placement.home, placement.child_id)
    if found is None:
        raise Http404
    return found


def directory_of(request: SignedInRequest, placement: Placement) -> QuerySet[Agency]:
    """The agencies that can be chosen for a child: those of the home's provider, in use."""
    in_use = Agency.objects.visible_to(request.user).in_use()
    return in_use.filter(provider=placement.home.provider_id)


def agencies_kept_by(request: SignedInRequest) -> QuerySet[Agency]:
    """The directories that this person keeps, out of use or not."""
    kept = providers_where(request.user, Permission.KEEP_PARTICULARS)
    return Agency.objects.visible_to(request.user).filter(provider__in=kept)


def professionals_kept_by(request: SignedInRequest) -> QuerySet[Professional]:
    """The professionals in those directories, by agency."""
    found = Professional.objects.filter(agency__in=agencies_kept_by(request))
    return found.select_related("agency").order_by("agency__name", "name")


def keeper_of(request: SignedInRequest, agency: Agency) -> Appointment:
    """The appointment under which this person keeps the directory that an agency stands in."""
    keeping = appointments_of(request.user).filter(
        role__in=roles_with(Permission.KEEP_PARTICULARS), provider=agency.provider_id
    )
    found = keeping.order_by("-starts_at").first()
    if found is None:
        raise Http404
    return found


def sent(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
