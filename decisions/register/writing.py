"""Writing about a record: what left, what they said, additions, completion, an answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from decisions.models import Draft, SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import AddendumKind, AgencyType, Start
from decisions.recording import addendum, disclosure
from decisions.recording.changed import changed_since
from decisions.recording.completion import complete_urgent, is_kept_from, may_take_over
from decisions.recording.disclosure import DisclosureRefused, NotUnderThisRecord, What
from decisions.recording.handing_over import is_former_author
from decisions.recording.keeping_back import as_read, kept_back_of
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.moved_meanwhile import calm_when_moved
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reading import SealedDecision, read_decision, read_sealed
from decisions.recording.review import answer_begun, answer_question
from decisions.register.acts import STILL_TO_COME
from decisions.register.forms import (
    AddendumForm,
    DisclosureForm,
    ReceiptForm,
    SealingForm,
)
from decisions.register.locked import answered_by, typed_boxes, why_locked
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.reads.noting import forget
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import appointment_for, may
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.models import Appointment, User

BEGUN_BY_ANOTHER = (
    "Somebody else has begun the full form. They finish it, or whoever is in charge takes it over."
)


def _acting_on(request: SignedInRequest, **which: Any) -> tuple[SharingDecision, Appointment]:
    """A record in sight, and the appointment under which this person writes at its home."""
    seen = SharingDecision.objects.visible_to(request.user).select_related(
        "home", "child", "author__user", "recipient"
    )
    decision = get_object_or_404(seen, **which)
    note(request, decision)
    appointment = appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id)
    if appointment is None:
        raise Http404
    return decision, appointment


def _posted(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also where nothing was filled in; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def disclosures(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Record what really left, once nothing holds it back."""
    decision, appointment = _acting_on(request, pk=pk)
    if why_locked(decision):
        return _locked(request, decision)
    sealed = read_decision(decision)
    form = DisclosureForm(
        _posted(request),
        sealed=as_read(sealed, kept_back_of(decision, request.user)),
        lets_go_from=disclosure.lets_go_from(decision, sealed),
        conditions=disclosure.conditions_in_words(decision),
    )
    if form.is_valid() and _disclosed(form, decision, appointment, sealed):
        messages.success(request, "What we shared is in the record. Ask them to say they have it.")
        return redirect("record", pk=decision.pk)
    around = {
        "form": form,
        "decision": decision,
        "sealed": sealed,
        "changed": changed_since(decision, sealed, clock.now()),
    }
    return render(request, "register/disclosures.html", around)


def _locked(request: SignedInRequest, decision: SharingDecision) -> HttpResponse:
    # It says why nothing may go, and nothing of the record or the child.
    forget(request)
    around = {
        "decision": decision,
        "why": why_locked(decision),
        "typed": typed_boxes(request.POST),
    }
    return render(request, "register/locked.html", around, status=403)


def _disclosed(
    form: DisclosureForm, decision: SharingDecision, by: Appointment, sealed: SealedDecision
) -> bool:
    """Write what the form says; where that is refused, the form says why."""
    said = form.cleaned_data
    as_decided = said["as_decided"]
    what = What(
        numbers=said.get("items", ()),
        to=sealed.recipient if as_decided else "",
        recipient=decision.recipient if as_decided else None,
        recipient_type=AgencyType(decision.recipient_type),
        method=said["method"],
        contact=None,
        shared_at=said["shared_at"],
        words=said["words"],
        conditions_met=said.get("conditions_met") is True,
    )
    try:
        disclosure.disclose(decision, by, what, token=said["token"])
    except NotUnderThisRecord as refused:
        form.refuse(str(refused))
        form.may_have_gone = True
    except DisclosureRefused as refused:
        form.refuse(str(refused))
    except UsedElsewhere:
        form.refuse(SENT_BEFORE)
    else:
        return True
    return False


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def receipts(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Record what the recipient said or did."""
    decision, appointment = _acting_on(request, disclosures=pk)
    shared = decision.disclosures.get(pk=pk)
    form = ReceiptForm(_posted(request), disclosure=shared)
    if form.is_valid() and _sent(
        form,
        lambda said: disclosure.receive(
            shared,
            appointment,
            outcome=said["outcome"],
            heard_at=said["heard_at"],
            words=said["words"],
            token=said["token"],
        ),
    ):
        messages.success(request, "What they said is in the record.")
        return redirect("record", pk=decision.pk)
    around = {"form": form, "decision": decision, "to": read_sealed(shared)["facts"]["to"]}
    return render(request, "register/receipts.html", {**around, "shared": shared})


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_moved
def addenda(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add to a record, signed and with the reason; what stands stays as it is."""
    decision, appointment = _acting_on(request, pk=pk)
    form = AddendumForm(_posted(request))
    if form.is_valid() and _sent(
        form,
        lambda said: addendum.add(
            decision,
            appointment,
            kind=said["kind"],
            words=said["words"],
            reason=said["reason"],
            token=said["token"],
        ),
    ):
        messages.success(request, _added(decision, form.cleaned_data["kind"]))
        return redirect("record", pk=decision.pk)
    return render(request, "register/addenda.html", {"form": form, "decision": decision})


def _added(decision: SharingDecision, kind: AddendumKind) -> str:
    if kind is AddendumKind.CORRECTION and decision.disclosures.exists():
        return "Added to the record. Tell those who were given what was wrong."
    return "Added to the record."


def _sent(form: SealingForm, write: Any) -> bool:
    """Write; where the page's token belongs to something else, the form says so."""
    try:
        write(form.cleaned_data)
    except UsedElsewhere:
        form.refuse(SENT_BEFORE)
        return False
    return True


@requires(Permission.RECORD)
@require_POST
@calm_when_unsealed
@calm_when_moved
def completion(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Start, or find, the full form of an urgent record."""
    decision, appointment = _acting_on(request, pk=pk)
    completed = SharingDecision.objects.visible_to(request.user).filter(completes=decision).first()
    # One that this person may not open completes it too: it is signed once.
    if hasattr(decision, "completed_by") or not decision.urgent:
        return redirect("record", pk=completed.pk if completed else decision.pk)
    is_author = decision.author.user_id == request.user.pk
    if not is_author and not may(request.user, Permission.TAKE_OVER_DRAFT, decision.home):
        raise in_sight_but_not_yours(
            "Only the person who shared urgently, or whoever is in charge, can fill in the rest."
        )
    draft = complete_urgent(decision, appointment)
    if draft.author.user_id == request.user.pk or is_former_author(request.user, draft):
        return redirect("draft", pk=draft.pk)
    if may_take_over(draft, request.user):
        return redirect("draft-take-over", pk=draft.pk)
    if is_kept_from(draft, request.user):
        raise in_sight_but_not_yours(STILL_TO_COME)
    raise in_sight_but_not_yours(BEGUN_BY_ANOTHER)


@requires(Permission.RECORD)
@require_POST
@calm_when_unsealed
@calm_when_moved
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Start, or find, the new draft that answers a manager's question."""
    decision, appointment = _acting_on(request, pk=pk)
    begun = answer_begun(decision)
    _refuse_whose_it_is_not(decision, begun, request.user)
    # What states that it has gone already answers no question.
    answered = decision.followed_by.exclude(start=Start.ALREADY_SHARED.value)
    if answered.exists() or standing(decision) is not Standing.RETURNED:
        seen = SharingDecision.objects.visible_to(request.user).filter(pk__in=answered)
        return redirect("record", pk=(seen.first() or decision).pk)
    return redirect("draft", pk=(begun or answer_question(decision, appointment)).pk)


def _refuse_whose_it_is_not(decision: SharingDecision, begun: Draft | None, user: User) -> None:
    """The author answers, or whoever took the answer over. The author learns who that is."""
    is_author = decision.author.user_id == user.pk
    if begun is None and is_author:
        return
    if begun is not None and begun.author.user_id == user.pk:
        return
    if begun is None or not is_author or is_kept_from(begun, user):
        raise in_sight_but_not_yours("Only the person who signed this can answer the question.")
    if not is_former_author(user, begun):
        raise in_sight_but_not_yours(answered_by(begun))
