"""Reaching one child of another home, ending it, and looking at it afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from children.models import EmergencyAccess
from infoshare.access.emergency.forms import EmergencyForm, ReviewForm
from infoshare.access.emergency.queries import (
    TRIES_ARE_COUNTED_FOR,
    covering_as,
    other_homes,
    review_is_due,
    to_end,
)
from infoshare.access.emergency.recording import (
    EmergencyRefused,
    NoOneChild,
    TooManyTries,
    end_emergency,
    find_and_open,
    reason_of,
    review_emergency,
    words_of,
)
from infoshare.access.emergency.words import OPEN, how_it_stands
from infoshare.access.on_call import whom_to_ring
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import appointment_for
from infoshare.access.sessions.confirming import confirms_who_it_is
from infoshare.common.times_in_words import length_in_words, moment_in_words
from infoshare.organisation.models import Appointment, Home, User

NOT_YOURS = "Somebody else looks at what you did. You cannot answer this yourself."


@requires(Permission.REACH_IN_EMERGENCY)
@require_http_methods(["GET", "HEAD", "POST"])
@confirms_who_it_is
def emergency_access(request: SignedInRequest) -> HttpResponse:
    """Ask for one child of another home, by name and date of birth, with a reason."""
    homes = list(other_homes(request.user).select_related("provider"))
    if not homes:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = EmergencyForm(sent, homes=homes)
    if sent is not None and form.is_valid():
        opened = _opened(form, request.user)
        if opened is not None:
            messages.success(
                request, "Open for four hours. The manager of that home can see that you opened it."
            )
            return redirect("child", opened.child_id)
    return render(request, "access/emergency/ask.html", {"form": form})


def _opened(form: EmergencyForm, user: User) -> EmergencyAccess | None:
    """What was opened; None where the form now says why not."""
    home, said = form.chosen_home, form.cleaned_data
    by = covering_as(user, home)
    if by is None:
        raise Http404
    answers = {name: said[name] for name in ("name", "born", "reason", "token")}
    try:
        return find_and_open(by, home, **answers)
    except NoOneChild:
        nobody = f"No one child of {home.name} fits this name and date of birth. Check both."
        form.refuse(f"{nobody} {_ring(home, user)}")
    except TooManyTries:
        minutes = length_in_words(TRIES_ARE_COUNTED_FOR)
        form.refuse(f"You have tried several times. Wait {minutes}. {_ring(home, user)}")
    except EmergencyRefused as refused:
        form.refuse(str(refused))
    return None


def _ring(home: Home, user: User) -> str:
    """The way that is always open: somebody who knows the child."""
    contact = whom_to_ring(home, user)
    if contact is None:
        return f"Ring {home.name}."
    return f"You can ring {contact['name']} on {contact['number']}."


@requires(Permission.REACH_IN_EMERGENCY, Permission.REVIEW_EMERGENCY)
@require_POST
def emergency_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End it now: whoever opened it, or whoever answers for the home; again changes nothing."""
    access = get_object_or_404(to_end(request.user), pk=pk)
    reviewer = appointment_for(request.user, Permission.REVIEW_EMERGENCY, access.home)
    by = reviewer or covering_as(request.user, access.home)
    if by is None:
        raise Http404
    end_emergency(access, by)
    messages.success(request, "Emergency access is over.")
    return redirect("home")


@requires(Permission.REVIEW_EMERGENCY)
@require_http_methods(["GET", "HEAD", "POST"])
def emergency_review(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Who opened it and why, and whether that was right."""
    access, reviewer = _to_review(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = ReviewForm(sent)
    if sent is not None and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("was_right", "words", "token")}
        try:
            review_emergency(access, reviewer, **said)
        except EmergencyRefused as refused:
            form.refuse(str(refused))
        else:
            messages.success(request, "Recorded.")
            return redirect("emergency-review", access.pk)
    return render(request, "access/emergency/review.html", {"form": form, **_around(access)})


def _to_review(request: SignedInRequest, pk: UUID) -> tuple[EmergencyAccess, Appointment]:
    """In sight for those who answer for the home; nobody looks at their own."""
    found = EmergencyAccess.objects.for_review_by(request.user).select_related(
        "child", "home", "by__user", "end__ended_by__user", "review__reviewed_by__user"
    )
    access = get_object_or_404(found, pk=pk)
    if access.by.user_id == request.user.pk:
        raise in_sight_but_not_yours(NOT_YOURS)
    reviewer = appointment_for(request.user, Permission.REVIEW_EMERGENCY, access.home)
    if reviewer is None:
        raise Http404
    note(request, access)
    return access, reviewer


def _around(access: EmergencyAccess) -> dict[str, Any]:
    review = getattr(access, "review", None)
    word, kind = how_it_stands(access)
    rows = [
        {"key": "Who", "value": access.by.signature},
        {"key": "Which child", "value": f"{access.child.full_name}, {access.home.name}"},
        {"key": "When", "value": f"{moment_in_words(access.recorded_at)}, for four hours"},
        {"key": "Now", "value": "", "status": word, "kind": kind},
        {"key": "Their reason", "value": reason_of(access)},
    ]
    return {
        "access": access,
        "rows": rows,
        "due": moment_in_words(review_is_due(access)),
        "review": review,
        "said": words_of(review) if review else "",
        "is_open": word == OPEN,
    }
