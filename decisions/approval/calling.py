"""Writing down a call to a manager, and taking a disagreement to somebody above."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from decisions.approval.forms import TelephoneForm
from decisions.approval.views import reviewed_already, typed_in_vain
from decisions.models import Review, SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording import disagreement
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.moved_meanwhile import calm_when_moved
from decisions.recording.parts import answering
from decisions.recording.reading import read_decision
from decisions.recording.review import AlreadyReviewed, Answer
from decisions.recording.reviewer import ReviewRefused
from decisions.recording.sheet import sheet
from decisions.recording.telephone import (
    answered_on_the_telephone,
    held_numbers,
    may_be_answered_by_telephone,
)
from infoshare.access.on_call import whom_to_ring
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import appointment_for

WRITTEN = {
    Verdict.AGREED: "Written down. It stands now. Your manager confirms it on screen.",
    Verdict.NOT_AGREED: "Written down. Your manager did not agree, so it does not stand.",
}
ESCALATED = "Asked. The responsible individual sees it at the top of what waits for them."


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def telephone(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down what a manager said on the telephone to exactly what the record says."""
    decision = _where_one_records(request, pk)
    given = next((one for one in decision.reviews.all() if one.stage == ReviewStage.FIRST), None)
    if given is not None:
        return _answered(request, decision, given)
    if not may_be_answered_by_telephone(decision):
        return redirect("record", pk=decision.pk)
    numbers = held_numbers(decision, request.user)
    sent = request.POST if request.method == "POST" else None
    form = TelephoneForm(sent, decision=decision, numbers=numbers)
    if form.is_valid():
        try:
            return _write(request, form, decision)
        except AlreadyReviewed as already:
            return _answered(request, decision, already.review)
        except ReviewRefused as refused:
            form.add_error(None, str(refused))
    sealed, entry = read_decision(decision), answering(decision)
    around = {
        "decision": decision,
        "sentence": sheet(sealed, decision.recorded_at).sentence,
        "form": form,
        "numbers": numbers,
        "ring": whom_to_ring(decision.home, request.user, decision.author.user),
        "shown": entry["leaf"] if entry else "",
    }
    return render(request, "approval/telephone.html", around)


def _where_one_records(request: SignedInRequest, pk: UUID) -> SharingDecision:
    seen = SharingDecision.objects.visible_to(request.user).select_related(
        "home", "child", "author__user"
    )
    decision = get_object_or_404(seen.prefetch_related("reviews", "addenda"), pk=pk)
    note(request, decision)
    if appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id) is None:
        raise Http404
    return decision


def _write(
    request: SignedInRequest, form: TelephoneForm, decision: SharingDecision
) -> HttpResponse:
    said = form.cleaned_data
    written = answered_on_the_telephone(
        decision,
        request.user,
        form.held,
        answer=Answer(said["verdict"], said["words"], said.get("conditions", "")),
        rung_at=said["rung_at"],
        shown=str(said["shown"]),
        is_conflicted=said["is_conflicted"],
    )
    messages.success(request, WRITTEN[Verdict(written.verdict)])
    return redirect("record", pk=decision.pk)


def _answered(request: SignedInRequest, decision: SharingDecision, given: Review) -> HttpResponse:
    """To the record, where it was this person who wrote it down; else say who answered."""
    is_mine = given.rung_at is not None and given.recorded_by.user_id == request.user.pk
    if is_mine and not typed_in_vain(request, given):
        return redirect("record", pk=decision.pk)
    return reviewed_already(request, decision, given)


@requires(Permission.RECORD)
@require_POST
@calm_when_unsealed
@calm_when_moved
def escalate(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The author asks the responsible individual to decide, in one tap."""
    decision = _where_one_records(request, pk)
    try:
        disagreement.escalate(decision, request.user)
    except disagreement.NotEscalated as refused:
        if decision.author.user_id != request.user.pk:
            raise in_sight_but_not_yours(str(refused)) from None
        messages.info(request, str(refused))
    else:
        messages.success(request, ESCALATED)
    return redirect("record", pk=decision.pk)
