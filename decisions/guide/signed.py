"""The page after signing: what was recorded, who is told, and what to do now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from decisions.models import SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.facts.recipient import is_outsider, is_unverified
from decisions.policy.terms import Contact, Effect, Start
from decisions.recording.approvers import approvers
from decisions.recording.beside import drafts_beside
from decisions.recording.concern import concern_of
from decisions.recording.reading import SealedDecision, read_decision
from infoshare.access.on_call import whom_to_ring
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.ledger.reading import LedgerMismatch

RING_BACK = (
    "“I cannot tell you anything now. I will ring you back on the number that we hold for your "
    "organisation.”"
)
HELD = (
    "“I cannot tell you anything now. I have passed on what you ask, and somebody will come back "
    "to you.”"
)
REFUSED = (
    "“I cannot share this with you. I have written down that you asked. You may write to the "
    "manager of this home.”"
)
TO_A_STRANGER = (
    "“I cannot say anything about any child, or who lives here. You may write to the manager.”"
)


@requires(Permission.RECORD)
@require_GET
def signed(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What the author sees after signing, and on coming back to a draft that was signed."""
    if SharingDecision.objects.closed_to_its_author(request.user).filter(pk=pk).exists():
        return redirect("signed-and-closed")
    own = SharingDecision.objects.visible_to(request.user).filter(author__user=request.user)
    record = get_object_or_404(own.select_related("home"), pk=pk)
    note(request, record)
    try:
        sealed = read_decision(record)
    except LedgerMismatch:
        return render(request, "guide/signed.html", {"record": record, "mismatch": True})
    around = {**page_after_signing(record, sealed), "beside": drafts_beside(record, request.user)}
    return render(request, "guide/signed.html", around)


@requires(Permission.RECORD)
@require_GET
def signed_and_closed(request: SignedInRequest) -> HttpResponse:
    """What an author sees who signed a record that names them: that it is signed, and no more."""
    return render(request, "guide/signed_and_closed.html")


def page_after_signing(record: SharingDecision, sealed: SealedDecision) -> dict[str, Any]:
    """What the page says, from the sealed bytes."""
    may_go = may_be_shared(record)
    concern = concern_of(record, sealed)
    return {
        "record": record,
        "concern": concern,
        "ring": _whom_to_ring(record) if concern is None else None,
        **({"on_call": concern.on_call} if concern and concern.on_call else {}),
        "heading": _heading(record, may_go),
        "sentence": sealed.sentence,
        "told": _who_is_told(record, sealed),
        "everyday": record.start == Start.ROUTINE,
        "already": record.start == Start.ALREADY_SHARED.value,
        "may_go": may_go,
        "to_write_down": may_go and not record.disclosures.exists(),
        "ring_back": rings_back(sealed) and not may_go,
        "contact": number_to_ring(sealed),
        "script": _script(record, sealed),
        "complete_by": _complete_by(record, sealed),
    }


def _whom_to_ring(record: SharingDecision) -> dict[str, str] | None:
    """Whom its author rings about what waits for a manager."""
    waits = record.needs_approval and not record.reviews.exists()
    return whom_to_ring(record.home, record.author.user) if waits else None


def _heading(record: SharingDecision, may_go: bool) -> str:
    if not record.shares:
        return "Signed. Nothing is shared"
    if not may_go:
        return "Signed. Do not share it yet"
    if record.start == Start.ALREADY_SHARED.value:
        return "Signed. What was shared is recorded"
    return "Signed. What you shared is recorded" if record.urgent else "Signed. You may share it"


def _who_is_told(record: SharingDecision, sealed: SealedDecision) -> list[str]:
    """Who learns of this record without anybody's doing more."""
    if record.names_staff:
        return _who_is_told_of_staff(record)
    if record.needs_approval:
        once = " once" if record.start == Start.ROUTINE else ""
        return [f"It waits for your manager, who must agree{once}."]
    told = ["It stands in this home’s records, where your managers see it."]
    if record.urgent or sealed.assessment.with_effect(Effect.NOTIFY):
        told.append("Your manager is told, and looks at it afterwards.")
    return told


def _who_is_told_of_staff(record: SharingDecision) -> list[str]:
    """A concern that names staff goes past whoever it names."""
    who = ", or ".join(one.signature for one in approvers(record)) or "Nobody who is free to answer"
    waits = f"It waits for {who}." if record.needs_approval else f"It goes to {who}."
    return [waits, "Whoever it names does not see it. Do not tell them that you have written it."]


def rings_back(sealed: SealedDecision) -> bool:
    """Did somebody ask who has not been rung back on a number that we hold?"""
    if sealed.answers.was_asked:
        return sealed.answers.shares and is_unverified(sealed.answers)
    return sealed.answers.transfer.contact is Contact.THEY_RANG


def number_to_ring(sealed: SealedDecision) -> dict[str, str] | None:
    """The number that was held when this was signed."""
    held = sealed.circumstances.requester_held or sealed.circumstances.recipient_held
    if held is None or not held.number:
        return None
    return {"name": held.name, "number": held.number}


def _script(record: SharingDecision, sealed: SealedDecision) -> str:
    """What to say to whoever waits for an answer; nothing where nobody does."""
    if not sealed.answers.was_asked and not rings_back(sealed):
        return ""
    if not record.shares:
        stranger = is_outsider(sealed.answers, sealed.circumstances)
        return TO_A_STRANGER if stranger else REFUSED
    if not record.needs_approval:
        return ""
    return RING_BACK if rings_back(sealed) and number_to_ring(sealed) else HELD


def _complete_by(record: SharingDecision, sealed: SealedDecision) -> Any:
    """Until when the full form of an urgent record is due; None where none is."""
    if not record.urgent:
        return None
    hours = sealed.circumstances.settings.urgent_completion_hours
    return record.recorded_at + timedelta(hours=hours)
