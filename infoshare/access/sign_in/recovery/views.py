"""Bringing somebody back: the list, the start, the second person's answer, the code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.sessions.confirming import confirms_who_it_is
from infoshare.access.sign_in.codes import InvitedBefore, NotInvited
from infoshare.access.sign_in.recovery.forms import (
    HOW_CHECKED,
    CodeForm,
    RecoveryAnswerForm,
    RecoveryForm,
)
from infoshare.access.sign_in.recovery.queries import (
    answering_as,
    is_over,
    people_recovered_by,
    recoveries_in_sight,
    recoveries_to_answer,
    starting_as,
)
from infoshare.access.sign_in.recovery.recording import (
    NotRecovered,
    answer_recovery,
    draw_code,
    start_recovery,
)
from infoshare.access.sign_in.recovery.rows import people_to_start, recovery_facts, recovery_task
from infoshare.organisation.models import Recovery

SHOWN = 20
STARTED = "Now somebody else must agree. Then you make the code on this page and hand it over."
SHOWN_BEFORE = "The code was shown when it was made, and is kept nowhere. Make a new one if needed."


@requires(Permission.RECOVER_SIGN_IN)
@require_safe
def recoveries(request: SignedInRequest) -> HttpResponse:
    """What waits for this person, what is under way, and whom they may bring back."""
    user = request.user
    waiting = recoveries_to_answer(user)
    others = [one for one in recoveries_in_sight(user)[:SHOWN] if one not in waiting]
    context = {
        "waiting": [recovery_task(one) for one in waiting],
        "others": [recovery_task(one) for one in others],
        "people": people_to_start(list(people_recovered_by(user).order_by("name", "pk"))),
    }
    return render(request, "access/sign_in/recoveries.html", context)


@requires(Permission.RECOVER_SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@confirms_who_it_is
def recovery_start(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say that somebody stands here who lost every factor, and how that was checked."""
    person = get_object_or_404(people_recovered_by(request.user), pk=pk)
    by = starting_as(request.user, person)
    if by is None:
        raise Http404
    form = RecoveryForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        checked = HOW_CHECKED[said["checked"]]
        try:
            started = start_recovery(
                person, by, checked=checked, why=said["why"], token=said["token"]
            )
        except NotRecovered as refused:
            form.refuse(str(refused))
        else:
            messages.success(request, STARTED)
            return redirect("recovery", started.pk)
    return render(request, "access/sign_in/recovery_start.html", {"form": form, "person": person})


@requires(Permission.RECOVER_SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@confirms_who_it_is
def recovery(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """How it stands; a second person answers here, and whoever started it makes the code."""
    found = _recovery(request, pk)
    form = RecoveryAnswerForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            answer_recovery(found, request.user, **form.cleaned_data)
        except NotRecovered as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved. Your answer is recorded.")
            return redirect("recovery", found.pk)
    return render(request, "access/sign_in/recovery.html", _page(request, found, form))


def _page(request: SignedInRequest, found: Recovery, form: RecoveryAnswerForm) -> dict[str, Any]:
    answer, over = getattr(found, "answer", None), is_over(found)
    mine = found.started_by.user_id == request.user.pk
    wanted = answer is None and not over and answering_as(request.user, found) is not None
    return {
        "recovery": found,
        "facts": recovery_facts(found),
        "form": form if wanted or form.is_bound else None,
        "code_form": CodeForm() if mine and answer is not None and not over else None,
    }


@requires(Permission.RECOVER_SIGN_IN)
@require_POST
@confirms_who_it_is
def recovery_code(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make the code and show it once, to whoever started this."""
    found = _recovery(request, pk)
    if found.started_by.user_id != request.user.pk:
        raise Http404
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            made, code = draw_code(found, request.user, token=form.cleaned_data["token"])
        except (NotRecovered, NotInvited) as refused:
            messages.warning(request, str(refused))
        except InvitedBefore:
            messages.warning(request, SHOWN_BEFORE)
        else:
            # Shown in this answer and never again, so it is not behind a redirect.
            shown = {"invitation": made, "code": code, "recovery": found}
            return render(request, "access/sign_in/recovery_code.html", shown)
    return redirect("recovery", found.pk)


def _recovery(request: SignedInRequest, pk: UUID) -> Recovery:
    return get_object_or_404(recoveries_in_sight(request.user), pk=pk)


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None
