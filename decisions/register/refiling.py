"""“This is about another child”: a record that was filed under the wrong child."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from children.models import Child
from decisions.models import Addendum, Draft, SharingDecision
from decisions.recording.addendum import SaidBefore
from decisions.recording.locking import refiled
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reach import (
    Reachable,
    child_choices,
    children_to_record,
    note_offered,
)
from decisions.recording.reading import read_decision, read_sealed
from decisions.recording.refiling import record_now, refile, where_it_is_now
from decisions.register.forms import SealingForm
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import appointment_for, may
from infoshare.common.question_form import ChoiceQuestion, ConfirmQuestion, LongTextQuestion
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.models import Appointment, Home

NOT_YOURS = (
    "Only the person who signed this, or a manager of this home, can say that it is about another "
    "child. Tell your manager."
)
BEGUN = (
    "That record has left the child’s pages. This is the record for the right child. Look "
    "through every page, then sign it."
)


class RefilingForm(SealingForm):
    child = ChoiceQuestion(
        "Which child is it about?", choices=(), missing="Choose the child whom it is about."
    )
    reason = LongTextQuestion("How do you know?", rows=3, limit=2000, missing="Write how you know.")
    checked = ConfirmQuestion(
        "I have checked the name and the date of birth of the right child",
        missing="Tick this when you have checked the name and the date of birth.",
    )

    def __init__(self, data: Any, *, reach: Reachable) -> None:
        super().__init__(data)
        self.reach = reach
        offered = child_choices(reach)
        field: Any = self.fields["child"]
        field.choices = [(key, label) for key, label, _home in offered]
        field.widget.option_help = {key: home for key, _label, home in offered}

    @property
    def chosen(self) -> tuple[Child, Home]:
        return self.reach[self.cleaned_data["child"]]


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
def refiling(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Choose the right child; the record leaves the wrong child's pages and is written anew."""
    decision, appointment = _to_refile(request, pk)
    said = refiled(decision)
    if said is not None and request.method != "POST":
        return _said_before(request, decision, said)
    reach = children_to_record(request.user)
    reach.pop(str(decision.child_id), None)
    note_offered(request, reach)
    form = RefilingForm(request.POST if request.method == "POST" else None, reach=reach)
    if form.is_valid():
        answer = _refile(request, decision, appointment, form)
        if answer is not None:
            return answer
    elif said is not None:
        return _said_before(request, decision, said)
    return render(request, "register/refiling.html", _around(request, decision, form))


def _to_refile(request: SignedInRequest, pk: UUID) -> tuple[SharingDecision, Appointment]:
    """The record, also where it was said of it already, and who says it."""
    seen = SharingDecision.objects.once_visible_to(request.user).select_related(
        "home", "child", "author__user", "completes", "follows", "beside"
    )
    decision = get_object_or_404(seen, pk=pk)
    note(request, decision)
    appointment = appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id)
    if appointment is None:
        raise Http404
    is_author = decision.author.user_id == request.user.pk
    if not is_author and not may(request.user, Permission.APPROVE, decision.home):
        if refiled(decision) is not None:
            raise Http404
        raise in_sight_but_not_yours(NOT_YOURS)
    return decision, appointment


def _refile(
    request: SignedInRequest, decision: SharingDecision, author: Appointment, form: RefilingForm
) -> HttpResponse | None:
    child, home = form.chosen
    there = appointment_for(request.user, Permission.RECORD, home, child.pk)
    if there is None:
        raise Http404
    said = form.cleaned_data
    try:
        begun = refile(
            decision, author, child, home, there, reason=said["reason"], token=said["token"]
        )
    except SaidBefore as before:
        return _said_before(request, decision, before.addendum)
    except UsedElsewhere:
        form.refuse(SENT_BEFORE)
        return None
    if isinstance(begun, SharingDecision):
        return redirect("record", pk=begun.pk)
    messages.success(request, BEGUN)
    return redirect("draft", pk=begun.pk)


def _said_before(
    request: SignedInRequest, decision: SharingDecision, said: Addendum
) -> HttpResponse:
    """It was said from another page, or by somebody else: the record that was begun, if theirs."""
    when = localtime(said.recorded_at)
    who = "You" if said.author.user_id == request.user.pk else said.author.signature
    sentence = f"{who} said this already, on {when:%-d %B %Y at %H:%M}. Nothing was written twice."
    begun = where_it_is_now(decision)
    mine = isinstance(begun, Draft) and Draft.objects.owned_by(request.user).filter(pk=begun.pk)
    now = begun if mine else record_now(decision, request.user)
    address = reverse("draft" if mine else "record", args=[now.pk]) if now else ""
    typed = _typed_in_vain(request, said)
    if address and not typed:
        messages.warning(request, sentence)
        return redirect(address)
    signed = isinstance(begun, SharingDecision)
    around = {"sentence": sentence, "is_signed": signed, "now": now, "address": address}
    return render(request, "register/refiled_before.html", {**around, "typed": typed})


def _typed_in_vain(request: SignedInRequest, said: Addendum) -> str:
    """Another reason than the one that stands, so that it is not lost."""
    typed = request.POST.get("reason", "").strip()
    return "" if typed == read_sealed(said)["text"]["reason"].strip() else typed


def _around(
    request: SignedInRequest, decision: SharingDecision, form: RefilingForm
) -> dict[str, Any]:
    sealed = read_decision(decision)
    return {
        "form": form,
        "decision": decision,
        "filed_under": sealed.child["name"],
        "born": sealed.born,
        "has_left": decision.disclosures.exists(),
        "belonging": _belonging(request, decision),
    }


def _belonging(request: SignedInRequest, decision: SharingDecision) -> list[SharingDecision]:
    """Records that complete or follow it, or that it does: about the same child, so wrong too."""
    keys = [
        decision.completes_id,
        decision.follows_id,
        *SharingDecision.objects.filter(completes=decision).values_list("pk", flat=True),
        *decision.followed_by.values_list("pk", flat=True),
    ]
    rows = SharingDecision.objects.visible_to(request.user).filter(pk__in=filter(None, keys))
    return list(rows.order_by("recorded_at"))
