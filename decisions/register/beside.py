"""Recording the same events for other children: each gets a record of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from decisions.models import SharingDecision
from decisions.recording.beside import record_beside, recorded_children
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.reach import (
    Reachable,
    child_choices,
    children_to_record,
    note_offered,
)
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import may
from infoshare.common.question_form import ManyChoiceQuestion, QuestionForm


class BesideForm(QuestionForm):
    children = ManyChoiceQuestion(
        "Which children is it about as well?", choices=(), missing="Choose at least one child."
    )

    def __init__(self, data: Any, *, reach: Reachable, recorded: dict[str, str]) -> None:
        super().__init__(data)
        self.reach, self.recorded = reach, recorded
        offered = child_choices(reach)
        field: Any = self.fields["children"]
        field.choices = [(key, label) for key, label, _home in offered]
        field.widget.option_help = {key: recorded.get(key, home) for key, _label, home in offered}

    def clean_children(self) -> tuple[str, ...]:
        chosen: tuple[str, ...] = self.cleaned_data["children"]
        if chosen and all(key in self.recorded for key in chosen):
            self.add_error("children", "It is recorded already. Choose a child without a record.")
        return chosen

    @property
    def chosen(self) -> Reachable:
        return {key: self.reach[key] for key in self.cleaned_data["children"]}


@requires(Permission.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@calm_when_unsealed
def beside(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Choose the other children; a draft begins for each, and the first of them opens."""
    seen = SharingDecision.objects.visible_to(request.user).select_related("home", "beside")
    decision = get_object_or_404(seen, pk=pk)
    note(request, decision)
    if not may(request.user, Permission.RECORD, decision.home, decision.child_id):
        raise Http404
    reach = children_to_record(request.user)
    reach.pop(str(decision.child_id), None)
    note_offered(request, reach)
    recorded = {
        str(child): f"Recorded already: {record.code}"
        for child, record in recorded_children(decision, request.user).items()
    }
    data = request.POST if request.method == "POST" else None
    form = BesideForm(data, reach=reach, recorded=recorded)
    if form.is_valid():
        drafts = record_beside(decision, request.user, form.chosen)
        if drafts:
            messages.success(request, _begun(len(drafts)))
            return redirect("draft", pk=drafts[0].pk)
        return redirect("beside", pk=decision.pk)
    return render(request, "register/beside.html", {"form": form, "decision": decision})


def _begun(number: int) -> str:
    each = "This record is" if number == 1 else f"{number} records are begun. Each is"
    return f"{each} about one child. Look through what is there, and fill in the rest."
