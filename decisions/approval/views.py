"""The queue of what waits for a manager, and the page on which a manager answers."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from decisions.approval import rows
from decisions.approval.forms import ReviewForm, buttons_for
from decisions.approval.queries import awaiting, reviewed_lately, to_review_afterwards
from decisions.models import Review, SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording import review as recording
from decisions.recording.history import dossier
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.parts import answering
from decisions.recording.reading import read_sealed
from decisions.recording.standing_words import standing_status, urgent_statuses
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import appointment_for
from infoshare.common import clock
from infoshare.organisation.models import Appointment

PAGE_SIZE = 25
MOST_URGENT = 25
MOST_LATELY = 10
SAID = {
    Verdict.AGREED: "You agreed. The author has been told on their start page.",
    Verdict.NOT_AGREED: "You did not agree. The author sees why.",
    Verdict.QUESTION: "Your question is with the author.",
    Verdict.REVIEWED_AFTERWARDS: "Your review is in the record.",
}


@requires(Permission.APPROVE)
@require_safe
@calm_when_unsealed
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits for this manager by home, oldest first; then urgent shares; then lately."""
    page = Paginator(awaiting(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    now, user = clock.now(), request.user
    by_home = [
        {"home": home, "rows": rows.awaiting_rows(list(its), user, now)}
        for home, its in groupby(page, key=lambda decision: decision.home.name)
    ]
    number = page.number
    return render(
        request,
        "approval/queue.html",
        {
            "by_home": by_home,
            "awaiting_columns": rows.AWAITING_COLUMNS,
            "previous_url": f"?page={number - 1}" if page.has_previous() else "",
            "next_url": f"?page={number + 1}" if page.has_next() else "",
            "says": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
            "urgent": rows.urgent_rows(to_review_afterwards(user)[:MOST_URGENT], user),
            "urgent_columns": rows.URGENT_COLUMNS,
            "lately": rows.lately_rows(reviewed_lately(user)[:MOST_LATELY]),
            "lately_columns": rows.LATELY_COLUMNS,
        },
    )


@requires(Permission.APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
def review(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the whole record, and write this manager's answer to exactly that."""
    decision, manager = _for_a_manager(request, pk)
    first = decision.reviews.filter(stage=ReviewStage.FIRST.value).first()
    if first is not None:
        return _reviewed_already(request, decision, first, manager)
    if not recording.verdicts_for(decision):
        return redirect("record", pk=decision.pk)
    sent = request.POST if request.method == "POST" else None
    form = ReviewForm(sent, decision=decision)
    if form.is_valid() and form.verdict is not None:
        try:
            written = _write(request, decision, form, form.verdict)
        except recording.AlreadyReviewed as already:
            return _reviewed_already(request, decision, already.review, manager)
        if written is not None:
            return _afterwards(request, decision, written, manager)
    return _page(request, decision, form)


def _for_a_manager(request: SignedInRequest, pk: UUID) -> tuple[SharingDecision, Appointment]:
    """A record in sight, under the appointment that may approve it; never one's own."""
    seen = SharingDecision.objects.visible_to(request.user).select_related(
        "home", "child", "author__user", "completes", "follows", "completed_by"
    )
    decision = get_object_or_404(seen.prefetch_related("reviews"), pk=pk)
    manager = appointment_for(request.user, Permission.APPROVE, decision.home)
    if manager is None:
        raise Http404
    if decision.author.user_id == request.user.pk:
        raise in_sight_but_not_yours("You signed this record, so somebody else must review it.")
    return decision, manager


def _write(
    request: SignedInRequest, decision: SharingDecision, form: ReviewForm, verdict: Verdict
) -> Review | None:
    """The review, or None where it was refused and the form says why."""
    said = form.cleaned_data
    try:
        return recording.review(
            decision,
            request.user,
            verdict=verdict,
            words=said["words"],
            shown=str(said["shown"]),
        )
    except recording.ReviewRefused as refused:
        form.add_error(None, str(refused))
        return None


def _afterwards(
    request: SignedInRequest, decision: SharingDecision, written: Review, manager: Appointment
) -> HttpResponse:
    """On to the share, where a refusal was not agreed to; else back to the queue."""
    if not decision.shares and written.verdict == Verdict.NOT_AGREED:
        return redirect("draft", pk=recording.share_instead(decision, manager).pk)
    messages.success(request, SAID[Verdict(written.verdict)])
    return redirect("approval-queue")


def _page(request: SignedInRequest, decision: SharingDecision, form: ReviewForm) -> HttpResponse:
    entry = answering(decision)
    found = dossier(decision)
    context: dict[str, Any] = {
        "decision": decision,
        "found": found,
        "statuses": [standing_status(decision), *urgent_statuses(decision)],
        "form": form,
        "shown": entry["leaf"] if entry else "",
        "buttons": buttons_for(decision),
        "for_manager": True,
    }
    return render(request, "approval/review.html", context)


def _reviewed_already(
    request: SignedInRequest, decision: SharingDecision, first: Review, manager: Appointment
) -> HttpResponse:
    """Say who answered, when and how; nothing is written twice."""
    mine = first.reviewer_person_id == request.user.pk
    shares_now = mine and not decision.shares and first.verdict == Verdict.NOT_AGREED
    begun = decision.followed_by.filter(author__user=request.user).first()
    if request.method == "POST" and shares_now:
        if begun is not None:
            return redirect("record", pk=begun.pk)
        return redirect("draft", pk=recording.share_instead(decision, manager).pk)
    parts = read_sealed(first)
    return render(
        request,
        "approval/reviewed.html",
        {
            "decision": decision,
            "review": first,
            "facts": parts["facts"],
            "words": parts["text"]["words"],
            "mine": mine,
            "may_go_on": shares_now and begun is None,
        },
    )
