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

from decisions.approval import queries, rows
from decisions.approval.forms import ReviewForm, buttons_for
from decisions.models import Review, SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording import review as recording
from decisions.recording.approvers import office_at
from decisions.recording.history import dossier
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.moved_meanwhile import calm_when_moved
from decisions.recording.parts import answering
from decisions.recording.reading import read_sealed
from decisions.recording.reviewer import ReviewRefused, stand_aside, training_ran_out
from decisions.recording.stages import (
    has_it_now,
    in_place_of_another,
    stages_open_to,
    turn_of,
    verdicts_for,
)
from decisions.recording.standing_words import statuses
from infoshare.access.on_call import is_on_call, whom_to_ring
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import appointment_for, homes_where
from infoshare.access.sessions.confirming import ask_again_who_it_is
from infoshare.common import clock

PAGE_SIZE = 25
MOST_AFTERWARDS = 25
MOST_LATELY = 10
SAID = {
    Verdict.AGREED: "You agreed. The author has been told on their start page.",
    Verdict.NOT_AGREED: "You did not agree. The author sees why.",
    Verdict.QUESTION: "Your question is with the author.",
    Verdict.REVIEWED_AFTERWARDS: "Your review is in the record.",
}
CONFIRMED = "Confirmed. The call and your word for it stand in the record."


@requires(Permission.APPROVE, Permission.STAND_IN)
@require_safe
@calm_when_unsealed
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits for this person: calls to confirm, last words, then by home, oldest first."""
    page = Paginator(queries.awaiting(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    now, user = clock.now(), request.user
    homes = homes_where(user, Permission.APPROVE, Permission.STAND_IN)
    settings, office = queries.settings_by_home(homes, now), office_at(homes)
    by_home = [
        {
            "home": home,
            "rows": rows.awaiting_rows(list(its), user, now, settings, office),
            "ring": None if is_on_call(home, user) else whom_to_ring(home, user),
        }
        for home, its in groupby(page, key=lambda decision: decision.home)
    ]
    calls = queries.to_confirm(user)
    afterwards = list(queries.to_review_afterwards(user)[:MOST_AFTERWARDS])
    last_words = queries.to_have_the_last_word(user)
    lately = list(queries.reviewed_lately(user)[:MOST_LATELY])
    note(request, *page, *calls, *last_words, *afterwards, *(one.decision for one in lately))
    around = {
        "by_home": by_home,
        "aims": next(iter(settings.values()), None),
        "awaiting_columns": rows.AWAITING_COLUMNS,
        "confirm": rows.confirm_rows(calls, user, now),
        "only_own_calls": all(rows.agreed_on_the_telephone(one, user) for one in calls),
        "confirm_columns": rows.CONFIRM_COLUMNS,
        "last_word": rows.last_word_rows(last_words, user),
        "last_word_columns": rows.LAST_WORD_COLUMNS,
        "afterwards": rows.afterwards_rows(afterwards, user),
        "afterwards_columns": rows.AFTERWARDS_COLUMNS,
        "lately": rows.lately_rows(lately),
        "lately_columns": rows.LATELY_COLUMNS,
        **_pages(page),
    }
    return render(request, "approval/queue.html", around)


def _pages(page: Any) -> dict[str, str]:
    number = page.number
    return {
        "previous_url": f"?page={number - 1}" if page.has_previous() else "",
        "next_url": f"?page={number + 1}" if page.has_next() else "",
        "says": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }


@requires(Permission.APPROVE, Permission.STAND_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def review(
    request: SignedInRequest, pk: UUID, stage: ReviewStage = ReviewStage.FIRST
) -> HttpResponse:
    """Show the whole record, and write this person's answer at this stage to exactly that."""
    decision = _for_an_approver(request, pk)
    given = next((one for one in decision.reviews.all() if one.stage == stage), None)
    if given is not None:
        return reviewed_already(request, decision, given)
    if not verdicts_for(decision, stage):
        return redirect("record", pk=decision.pk)
    if decision.stood_aside.filter(person=request.user).exists():
        return _stood_aside(request, decision)
    if turn_of(decision, request.user, stage) is None:
        raise in_sight_but_not_yours(recording.not_your_turn(decision, stage))
    sent = request.POST if request.method == "POST" else None
    in_place = in_place_of_another(decision, request.user)
    return _answer(
        request, decision, ReviewForm(sent, decision=decision, stage=stage, in_place=in_place)
    )


def _answer(request: SignedInRequest, decision: SharingDecision, form: ReviewForm) -> HttpResponse:
    """Write what came back, or show the page; what was typed is kept where it is refused."""
    if form.says_too_close:
        return _stand_aside(request, decision, form)
    if form.is_valid() and form.verdict is not None:
        if keeps_back(decision, form.verdict):
            ask_again_who_it_is(request)
        try:
            written = _write(request, form, form.verdict)
        except recording.AlreadyReviewed as already:
            return reviewed_already(request, decision, already.review)
        if written is not None:
            return _afterwards(request, decision, written)
    return _page(request, decision, form)


def keeps_back(decision: SharingDecision, verdict: Verdict) -> bool:
    """Does this answer keep information from somebody? To share asks nothing more of anybody."""
    if not decision.needs_approval:
        return False
    return verdict is (Verdict.NOT_AGREED if decision.shares else Verdict.AGREED)


def _stand_aside(
    request: SignedInRequest, decision: SharingDecision, form: ReviewForm
) -> HttpResponse:
    """Seal that this person is too close to it, whatever else the page says; others answer."""
    try:
        stand_aside(decision, request.user, form.stage)
    except ReviewRefused as refused:
        form.add_error("is_conflicted", str(refused))
        return _page(request, decision, form)
    return _stood_aside(request, decision)


def _stood_aside(request: SignedInRequest, decision: SharingDecision) -> HttpResponse:
    """Who has it now, and what was typed, which is in no record."""
    typed = [request.POST.get(name, "").strip() for name in ("words", "conditions")]
    around = {
        "decision": decision,
        "has_it_now": has_it_now(decision),
        "not_added": [text for text in typed if text],
    }
    return render(request, "approval/stood_aside.html", around)


def _for_an_approver(request: SignedInRequest, pk: UUID) -> SharingDecision:
    """A record in sight of somebody who approves there, or stands in; never one's own."""
    seen = SharingDecision.objects.visible_to(request.user).select_related(
        "home", "child", "author__user", "completes", "follows", "completed_by"
    )
    decision = get_object_or_404(
        seen.prefetch_related("reviews__reviewer_person", "addenda"), pk=pk
    )
    note(request, decision)
    may_answer = (Permission.APPROVE, Permission.STAND_IN)
    if not any(appointment_for(request.user, one, decision.home) for one in may_answer):
        raise Http404
    if decision.author.user_id == request.user.pk:
        raise in_sight_but_not_yours("You signed this record, so somebody else must review it.")
    return decision


def _write(request: SignedInRequest, form: ReviewForm, verdict: Verdict) -> Review | None:
    """The review, or None where it was refused and the form says why."""
    said = form.cleaned_data
    try:
        return recording.review(
            form.decision,
            request.user,
            verdict=verdict,
            words=said["words"],
            shown=str(said["shown"]),
            stage=form.stage,
            conditions=said.get("conditions", ""),
        )
    except ReviewRefused as refused:
        form.add_error(None, str(refused))
        return None


def _afterwards(
    request: SignedInRequest, decision: SharingDecision, written: Review
) -> HttpResponse:
    """On to the share, where a refusal was not agreed to; else back to the queue."""
    shares_now = not decision.shares and written.verdict == Verdict.NOT_AGREED
    recorder = appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id)
    if shares_now and recorder is not None:
        return redirect("draft", pk=recording.share_instead(decision, recorder).pk)
    confirms = written.stage == ReviewStage.CONFIRMATION and written.verdict == Verdict.AGREED
    confirms = confirms and not in_place_of_another(decision, request.user)
    messages.success(request, CONFIRMED if confirms else SAID[Verdict(written.verdict)])
    return redirect("approval-queue")


def _page(request: SignedInRequest, decision: SharingDecision, form: ReviewForm) -> HttpResponse:
    entry = answering(decision)
    context: dict[str, Any] = {
        "decision": decision,
        "found": dossier(decision),
        "statuses": statuses(decision, request.user),
        "form": form,
        "stage": form.stage.value,
        "training": training_ran_out(decision, request.user),
        "shown": entry["leaf"] if entry else "",
        "buttons": buttons_for(decision, form.stage, in_place=form.in_place),
        "in_place": form.in_place,
        "for_manager": True,
    }
    return render(request, "approval/review.html", context)


def reviewed_already(
    request: SignedInRequest, decision: SharingDecision, given: Review
) -> HttpResponse:
    """Say who answered, when and how; nothing is written twice."""
    mine = given.reviewer_person_id == request.user.pk
    recorder = appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id)
    refused = not decision.shares and given.verdict == Verdict.NOT_AGREED
    shares_now = mine and refused and recorder is not None
    begun = decision.followed_by.filter(author__user=request.user).first()
    if request.method == "POST" and shares_now and recorder is not None:
        if begun is not None:
            return redirect("record", pk=begun.pk)
        return redirect("draft", pk=recording.share_instead(decision, recorder).pk)
    fresh = SharingDecision.objects.get(pk=decision.pk)
    around = {
        "decision": decision,
        "review": given,
        "sealed": read_sealed(given),
        "mine": mine,
        "not_added": typed_in_vain(request, given),
        "to_confirm": ReviewStage.CONFIRMATION in stages_open_to(fresh, request.user),
        "may_go_on": shares_now and begun is None,
    }
    return render(request, "approval/reviewed.html", around)


def typed_in_vain(request: SignedInRequest, given: Review) -> list[str]:
    """What somebody typed who came second, so that it is not lost; not one's own sent twice."""
    stands = read_sealed(given)["text"]
    typed = {name: request.POST.get(name, "").strip() for name in ("words", "conditions")}
    return [text for name, text in typed.items() if text and text != stands[name].strip()]
