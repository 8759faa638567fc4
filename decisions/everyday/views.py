"""Everyday sharing: what was agreed once is shared on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.everyday.forms import EndForm, ShareForm
from decisions.everyday.rows import by_child
from decisions.models import SharingDecision
from decisions.policy.terms import AgencyType, Start
from decisions.recording import disclosure
from decisions.recording import everyday as acts
from decisions.recording.arrangement_state import Arrangement, State, as_they_stand, state_of
from decisions.recording.arrangements import arrangements_to_share_under, open_arrangements
from decisions.recording.disclosure import DisclosureRefused, What
from decisions.recording.keeping_back import as_read, kept_back_of
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.moved_meanwhile import calm_when_moved
from decisions.recording.narrowing.arrangements import arrangements_not_ended
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reading import SealedDecision, read_decision
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.models import Appointment

PAGE_SIZE = 25
WAY_OUT = (
    "If it must go today, choose “Yes: more should go” below. If it has gone, choose “Yes: more "
    "has gone already”. Your words are kept."
)


@requires(Permission.RECORD)
@require_safe
def everyday(request: SignedInRequest) -> HttpResponse:
    """The arrangements at one's homes, child by child."""
    today = clock.today()
    seen = arrangements_to_share_under(request.user).filter(pk__in=arrangements_not_ended())
    mine = open_arrangements(seen, today)
    in_order = mine.order_by("child__family_name", "child__given_names", "child", "-recorded_at")
    page = Paginator(in_order, PAGE_SIZE).get_page(request.GET.get("page"))
    note(request, *page)
    children = by_child(as_they_stand(page.object_list, today))
    return render(request, "everyday/list.html", {"children": children, "page": page})


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def share(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One share under an arrangement: what, when, how, and whether anything is unusual."""
    decision, by = _acting_on(request, pk)
    stands, sealed = state_of(decision, clock.today()), read_decision(decision)
    if request.method != "POST" and not stands.usable:
        return render(request, "everyday/closed.html", _around(stands))
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        sealed=as_read(sealed, kept_back_of(decision, request.user)),
        lets_go_from=disclosure.lets_go_from(decision, sealed),
        conditions=disclosure.conditions_in_words(decision),
    )
    if form.is_valid() and form.leads_into_the_guide:
        draft = acts.into_the_guide(decision, by, form.leads_into_the_guide, form.said)
        messages.info(request, "The guide takes over. What you wrote is kept. Nothing is signed.")
        return redirect("draft", draft.pk)
    if form.is_valid() and _shared(form, decision, by, sealed):
        messages.success(request, "Recorded. What you shared is in the record.")
        return redirect("home")
    return render(request, "everyday/share.html", {**_around(stands), "form": form})


def _acting_on(request: SignedInRequest, pk: UUID) -> tuple[SharingDecision, Appointment]:
    """An arrangement in sight, and the appointment under which this person shares under it."""
    seen = arrangements_to_share_under(request.user).select_related(
        "home", "child", "recipient", "author"
    )
    decision = get_object_or_404(seen, pk=pk)
    note(request, decision)
    appointment = appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id)
    if appointment is None:
        raise Http404
    return decision, appointment


def _around(stands: Arrangement) -> dict[str, Any]:
    return {"arrangement": stands, "decision": stands.decision, "child": stands.decision.child}


def _shared(
    form: ShareForm, decision: SharingDecision, by: Appointment, sealed: SealedDecision
) -> bool:
    """Write what the form says; where that is refused, the form says why."""
    said = form.said
    assert said.when is not None
    what = What(
        numbers=said.numbers,
        to=sealed.recipient,
        recipient=decision.recipient,
        recipient_type=AgencyType(decision.recipient_type),
        method=said.method,
        contact=None,
        shared_at=said.when,
        words=said.words,
        conditions_met=form.were_met,
    )
    try:
        disclosure.disclose(decision, by, what, token=form.cleaned_data["token"])
    except DisclosureRefused as refused:
        form.refuse(f"{refused} {WAY_OUT}")
    except UsedElsewhere:
        form.refuse(SENT_BEFORE)
    else:
        return True
    return False


@requires(Permission.RECORD)
@require_POST
@calm_when_unsealed
@calm_when_moved
def renewal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Start, or find, one's draft of the arrangement that follows this one."""
    decision, by = _acting_on(request, pk)
    if not state_of(decision, clock.today()).renewable:
        return redirect("everyday-share", decision.pk)
    waiting = SharingDecision.objects.visible_to(request.user).filter(
        follows=decision, start=Start.ROUTINE.value, needs_approval=True, reviews__isnull=True
    )
    if (signed := waiting.first()) is not None:
        messages.info(request, "It is renewed already, and waits for a manager. Here it is.")
        return redirect("record", signed.pk)
    return redirect("draft", acts.renew(decision, by).pk)


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End an arrangement for good, with the reason."""
    decision, by = _acting_on(request, pk)
    stands = state_of(decision, clock.today())
    form = EndForm(request.POST if request.method == "POST" else None)
    may_end = stands.state is not State.NOT_AGREED_YET
    if may_end and form.is_valid() and _ended(form, decision, by):
        messages.success(request, "This arrangement has ended. Nothing more is shared under it.")
        return redirect("record", decision.pk)
    if not stands.renewable:
        around = {**_around(stands), "not_added": request.POST.get("reason", "").strip()}
        return render(request, "everyday/closed.html", around)
    return render(request, "everyday/end.html", {**_around(stands), "form": form})


def _ended(form: EndForm, decision: SharingDecision, by: Appointment) -> bool:
    """End it; where somebody else ended it first, theirs stands."""
    said = form.cleaned_data
    try:
        acts.end(decision, by, reason=said["reason"], token=said["token"])
    except UsedElsewhere:
        form.refuse("Somebody else has ended it already.")
        return False
    return True
