"""Was it a data breach? A page for somebody who may approve here and did not share it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from decisions.models import SharingDecision
from decisions.policy.terms import BreachOutcome, choices
from decisions.recording.breach import (
    TIME_TO_TELL,
    CheckedMeanwhile,
    breach_since,
    checker,
    checks_so_far,
    record_check,
)
from decisions.recording.history import dossier
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.moved_meanwhile import calm_when_moved
from decisions.recording.parts import UsedElsewhere
from decisions.register.forms import SealingForm
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import may
from infoshare.common.question_form import ChoiceQuestion, LongTextQuestion, TextQuestion
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.models import User

_MAY_CHECK = (Permission.APPROVE, Permission.STAND_IN)
_IN_TOUCH_WITH_ICO = {BreachOutcome.REPORTED, BreachOutcome.PEOPLE_TOLD}
MEANWHILE = (
    "Somebody signed a check while you were writing. Read it on the record. Sign yours as well if "
    "you still need to."
)


class BreachForm(SealingForm):
    outcome = ChoiceQuestion(
        "What did you find?",
        choices=choices(BreachOutcome),
        coerce=BreachOutcome,
        missing="Choose what you found.",
    )
    reference = TextQuestion(
        "The ICO’s reference, if you reported it",
        required=False,
        missing="Write the reference that the ICO gave, or “not given yet”.",
    )
    words = LongTextQuestion(
        "What happened, who it may touch, and what you did",
        missing="Write what happened and what you did.",
    )
    # How many checks stood in the record when this page was made.
    seen = forms.Field(widget=forms.HiddenInput, required=False)

    required_when = {"reference": ("outcome", _IN_TOUCH_WITH_ICO)}

    def clean_seen(self) -> int:
        typed = str(self.cleaned_data["seen"] or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0

    def see(self, checks: int) -> None:
        """Let the page be sent again by somebody who has been told of these checks."""
        sent: Any = self.data
        sent["seen"] = str(checks)


def check_offered(decision: SharingDecision, user: User) -> bool:
    """Does something in this record wait to be checked, by this person?"""
    return breach_since(decision) is not None and checker(decision, user) is not None


@requires(*_MAY_CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
@calm_when_moved
def breach_check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Sign what came of checking whether what was shared was a data breach."""
    seen = SharingDecision.objects.visible_to(request.user).select_related("home", "child")
    decision = get_object_or_404(seen, pk=pk)
    note(request, decision)
    _refuse_who_may_not(decision, request.user)
    so_far = checks_so_far(decision)
    sent = request.POST if request.method == "POST" else None
    form = BreachForm(sent, initial={"seen": so_far})
    if form.is_valid() and _signed(form, decision, request.user):
        messages.success(request, "The check is in the record.")
        return redirect("record", pk=decision.pk)
    since = breach_since(decision)
    around = {
        "form": form,
        "decision": decision,
        "found": dossier(decision),
        "by": since + TIME_TO_TELL if since else None,
    }
    return render(request, "register/breach_check.html", around)


def _refuse_who_may_not(decision: SharingDecision, user: User) -> None:
    """404 for those who approve nothing here; a sentence for whoever shared it."""
    if not any(may(user, one, decision.home) for one in _MAY_CHECK):
        raise Http404
    if not decision.disclosures.exists():
        raise Http404
    if checker(decision, user) is None:
        raise in_sight_but_not_yours(
            "Somebody else checks this: not whoever shared it, or wrote it down."
        )


def _signed(form: BreachForm, decision: SharingDecision, user: User) -> bool:
    said: dict[str, Any] = form.cleaned_data
    by = checker(decision, user)
    if by is None:
        raise Http404
    try:
        record_check(
            decision,
            by,
            outcome=said["outcome"],
            reference=said["reference"] if said["outcome"] in _IN_TOUCH_WITH_ICO else "",
            words=said["words"],
            token=said["token"],
            seen=said["seen"],
        )
    except CheckedMeanwhile:
        form.refuse(MEANWHILE)
        form.see(checks_so_far(decision))
        return False
    except UsedElsewhere:
        form.refuse(SENT_BEFORE)
        return False
    return True
