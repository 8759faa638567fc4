"""The children's pages: who is around a child, and what was agreed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from children.around import (
    consent_cells,
    consents_standing,
    contact_cells,
    family,
    may_be_taken_back,
    placements_now,
    wish_cells,
    written,
)
from children.forms import AboutChildForm, ConsentForm, LiftingForm, WishForm, WithdrawalForm
from children.models import Agency, Placement
from children.recording import ConsentRefused, lift_not_to_be_told, withdraw_consent
from children.saving import save_consent, save_wish
from children.words import wishes_with_words
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for, may
from infoshare.common import clock
from infoshare.organisation.models import Appointment

PAGE_SIZE = 25
CONTACT_COLUMNS = ("Who", "What they do", "Ring")
CONSENT_COLUMNS = ("Who may be told", "What", "State", "Until", "Change")
WISH_COLUMNS = ("When", "Whose wish", "What they want", "About")
Record = Callable[[Any], bool]
RECORDED_BEFORE = "This was recorded already. Nothing was recorded twice."


@requires(Permission.READ_CHILDREN)
@require_safe
def children(request: SignedInRequest) -> HttpResponse:
    """The children who live now at this person's homes, home by home."""
    page = Paginator(placements_now(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    today = clock.today()
    rows = [{"home": at.home, "child": at.child, "age": at.child.age_on(today)} for at in page]
    return render(request, "children/children.html", {"rows": rows, "page": page})


@requires(Permission.READ_CHILDREN)
@require_safe
def child(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One child: who is around, who must not be told, consents, wishes, decisions."""
    placement = _placement(request, pk)
    return render(
        request,
        "children/child.html",
        {
            **_about(request, placement),
            "contact_columns": CONTACT_COLUMNS,
            "contacts": contact_cells(placement),
            "family": family(placement.child),
            "not_to_be_told": placement.child.not_to_be_told.select_related("lifted_by__user"),
            "may_lift": may(request.user, Permission.LIFT_NOT_TO_BE_TOLD, placement.home),
            "placements": placement.child.placements.exclude(pk=placement.pk).select_related(
                "home"
            ),
        },
    )


@requires(Permission.READ_CHILDREN)
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Consents of a child; those who record here may add one."""
    placement = _placement(request, pk)
    form_of = partial(ConsentForm, child=placement.child, agencies=_directory(request, placement))
    form = form_of()
    if request.method == "POST":
        recorder = _appointment(request, placement, Permission.RECORD)
        form = form_of(request.POST)
        if form.is_valid() and _recorded(request, form, partial(save_consent, placement, recorder)):
            return redirect("child", pk)
    return render(request, "children/consents.html", {**_about(request, placement), "form": form})


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: SignedInRequest, pk: UUID, consent: UUID) -> HttpResponse:
    """Take a consent back: one page, one button."""
    placement = _placement(request, pk)
    recorder = _appointment(request, placement, Permission.RECORD)
    held = get_object_or_404(placement.child.consents.select_related("recipient"), pk=consent)
    if not may_be_taken_back(held, clock.today()) or hasattr(held, "followed_by"):
        messages.info(request, "This consent does not hold any more. Nothing was changed.")
        return redirect("consents", pk)
    form = WithdrawalForm(_sent(request))
    if form.is_valid():
        withdraw_consent(
            held,
            recorder,
            withdrawn_on=clock.today(),
            words=form.cleaned_data["words"],
            home=placement.home,
        )
        messages.success(request, "The consent was taken back. It counts from now on.")
        return redirect("child", pk)
    context = {"form": form, "child": placement.child, "consent": held}
    return render(request, "children/withdrawal.html", context)


@requires(Permission.READ_CHILDREN)
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What a child and the family want, in their words; those who record here may add."""
    placement = _placement(request, pk)
    form_of = partial(WishForm, child=placement.child, agencies=_directory(request, placement))
    form = form_of()
    if request.method == "POST":
        recorder = _appointment(request, placement, Permission.RECORD)
        form = form_of(request.POST)
        if form.is_valid() and _recorded(request, form, partial(save_wish, placement, recorder)):
            return redirect("child", pk)
    said = Paginator(placement.child.wishes.select_related("recipient"), 10)
    page = said.get_page(request.GET.get("page"))
    context = {**_about(request, placement), "form": form, "page": page}
    return render(request, "children/wishes.html", {**context, "said": wishes_with_words(page)})


@requires(Permission.LIFT_NOT_TO_BE_TOLD)
@require_http_methods(["GET", "HEAD", "POST"])
def lifting(request: SignedInRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """A manager takes a name off the do-not-disclose list, with a reason."""
    placement = _placement(request, pk)
    manager = _appointment(request, placement, Permission.LIFT_NOT_TO_BE_TOLD)
    held = get_object_or_404(placement.child.not_to_be_told, pk=entry)
    if held.lifted_at is not None:
        messages.info(request, "This name was taken off the list before. Nothing was changed.")
        return redirect("child", pk)
    form = LiftingForm(_sent(request))
    if form.is_valid():
        lift_not_to_be_told(held, manager, form.cleaned_data["reason"])
        messages.success(request, "The name is off the list. Your reason is kept with it.")
        return redirect("child", pk)
    context = {"form": form, "child": placement.child, "entry": held}
    return render(request, "children/lifting.html", context)


def _placement(request: SignedInRequest, pk: UUID) -> Placement:
    """Where the child lives now, for those who may read the child; for all others 404."""
    return get_object_or_404(placements_now(request.user), child=pk)


def _appointment(
    request: SignedInRequest, placement: Placement, permission: Permission
) -> Appointment:
    found = appointment_for(request.user, permission, placement.home)
    if found is None:
        raise Http404
    return found


def _directory(request: SignedInRequest, placement: Placement) -> QuerySet[Agency]:
    in_use = Agency.objects.visible_to(request.user).in_use()
    return in_use.filter(provider=placement.home.provider_id)


def _about(request: SignedInRequest, placement: Placement) -> dict[str, Any]:
    """What the page of a child and those below it share."""
    today, about = clock.today(), placement.child
    may_record = may(request.user, Permission.RECORD, placement.home)
    latest = about.wishes.select_related("recipient")[:5]
    return {
        "child": about,
        "home_now": placement.home,
        "age": about.age_on(today),
        "born": written(about.birth_date),
        "may_record": may_record,
        "consent_columns": CONSENT_COLUMNS,
        "consents": [
            consent_cells(consent, today, may_record=may_record)
            for consent in consents_standing(about)
        ],
        "wish_columns": WISH_COLUMNS,
        "wishes": [wish_cells(wish) for wish in latest],
    }


def _sent(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _recorded(request: SignedInRequest, form: AboutChildForm, record: Record) -> bool:
    """Record what a valid form says; False, with an error on the form, where that is refused."""
    try:
        fresh = record(form)
    except ConsentRefused as refused:
        form.add_error(None, str(refused))
        return False
    if fresh:
        messages.success(request, "What they said is recorded.")
    else:
        messages.info(request, RECORDED_BEFORE)
    return True
