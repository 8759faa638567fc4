"""Consents and wishes: recording them, and taking a consent back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from children.around import may_be_taken_back
from children.forms import AboutChildForm, ConsentForm, WishForm, WithdrawalForm
from children.recording import ConsentRefused, withdraw_consent
from children.saving import save_consent, save_wish
from children.views.child import about_child
from children.views.reach import appointment_of, directory_of, placement_of, sent
from children.words import wishes_with_words
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.common import clock

Record = Callable[[Any], bool]
RECORDED_BEFORE = "This was recorded already. Nothing was recorded twice."


@requires(Permission.READ_CHILDREN, Permission.READ_AGREED_CHILDREN)
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Consents of a child; those who record here may add one."""
    placement = placement_of(request, pk)
    form_of = partial(ConsentForm, child=placement.child, agencies=directory_of(request, placement))
    form = form_of()
    if request.method == "POST":
        recorder = appointment_of(request, placement, Permission.RECORD)
        form = form_of(request.POST)
        if form.is_valid() and _recorded(request, form, partial(save_consent, placement, recorder)):
            return redirect("child", pk)
    return render(
        request, "children/consents.html", {**about_child(request, placement), "form": form}
    )


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: SignedInRequest, pk: UUID, consent: UUID) -> HttpResponse:
    """Take a consent back: one page, one button."""
    placement = placement_of(request, pk)
    recorder = appointment_of(request, placement, Permission.RECORD)
    held = get_object_or_404(placement.child.consents.select_related("recipient"), pk=consent)
    if not may_be_taken_back(held, clock.today()) or hasattr(held, "followed_by"):
        messages.info(request, "This consent does not hold any more. Nothing was changed.")
        return redirect("consents", pk)
    form = WithdrawalForm(sent(request))
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


@requires(Permission.READ_CHILDREN, Permission.READ_AGREED_CHILDREN)
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What a child and the family want, in their words; those who record here may add."""
    placement = placement_of(request, pk)
    form_of = partial(WishForm, child=placement.child, agencies=directory_of(request, placement))
    form = form_of()
    if request.method == "POST":
        recorder = appointment_of(request, placement, Permission.RECORD)
        form = form_of(request.POST)
        if form.is_valid() and _recorded(request, form, partial(save_wish, placement, recorder)):
            return redirect("child", pk)
    said = Paginator(placement.child.wishes.select_related("recipient"), 10)
    page = said.get_page(request.GET.get("page"))
    context = {**about_child(request, placement), "form": form, "page": page}
    return render(request, "children/wishes.html", {**context, "said": wishes_with_words(page)})


def _recorded(request: SignedInRequest, form: AboutChildForm, record: Record) -> bool:
    """Record what a valid form says; False, with an error on the form, where that is refused."""
    try:
        fresh = record(form)
    except ConsentRefused as refused:
        form.refuse(str(refused))
        return False
    if fresh:
        messages.success(request, "What they said is recorded.")
    else:
        messages.info(request, RECORDED_BEFORE)
    return True
