"""The do-not-disclose list: every care worker may add to it, a manager takes off it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from children.forms import LiftingForm, ListingForm
from children.recording import lift_not_to_be_told
from children.upkeep import list_not_to_be_told
from children.views.keeping import kept
from children.views.reach import appointment_of, directory_of, placement_of, sent
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put somebody on the list at once: safety first, nobody has to agree."""
    placement = placement_of(request, pk)
    author = appointment_of(request, placement, Permission.RECORD)
    form = ListingForm(
        sent(request),
        relatives=list(placement.child.relatives.all()),
        agencies=list(directory_of(request, placement)),
    )
    if kept(form, lambda ref: list_not_to_be_told(placement.child, author, ref, **form.said)):
        messages.success(request, "The name is on the list. Nobody may tell them from now on.")
        return redirect("child", pk)
    context = {"form": form, "child": placement.child}
    return render(request, "children/listing.html", context)


@requires(Permission.LIFT_NOT_TO_BE_TOLD)
@require_http_methods(["GET", "HEAD", "POST"])
def lifting(request: SignedInRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """A manager takes a name off the do-not-disclose list, with a reason."""
    placement = placement_of(request, pk)
    manager = appointment_of(request, placement, Permission.LIFT_NOT_TO_BE_TOLD)
    held = get_object_or_404(placement.child.not_to_be_told, pk=entry)
    if held.lifted_at is not None:
        messages.info(request, "This name was taken off the list before. Nothing was changed.")
        return redirect("child", pk)
    form = LiftingForm(sent(request))
    if form.is_valid():
        lift_not_to_be_told(held, manager, form.cleaned_data["reason"])
        messages.success(request, "The name is off the list. Your reason is kept with it.")
        return redirect("child", pk)
    context = {"form": form, "child": placement.child, "entry": held}
    return render(request, "children/lifting.html", context)
