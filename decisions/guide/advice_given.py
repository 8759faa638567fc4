"""Writing down the advice that somebody gave by word of mouth."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decisions.guide.advisers import advisers_for
from decisions.guide.forms.advice import AdviceGivenForm
from decisions.guide.handing_over import calm_when_handed_over
from decisions.guide.keeping import ADVICE_GIVEN, keep, keep_for_sign_in, kept, posted
from decisions.guide.starting import found_draft
from decisions.guide.whose import signed_for
from decisions.models import Draft
from decisions.recording.advice import AlreadyRecorded, record_advice
from decisions.recording.reading import read_sealed
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.common.submit_token import SENT_BEFORE


@requires(Permission.RECORD, on_expired_post=keep_for_sign_in)
@require_http_methods(["GET", "POST"])
@calm_when_handed_over
def advice_given(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down what an adviser said; then decide."""
    found = found_draft(request.user, pk)
    note(request, found)
    data = request.POST if request.method == "POST" else kept(found, ADVICE_GIVEN)
    form = AdviceGivenForm(data, found, advisers_for(found))
    first = None
    if request.method == "POST" and form.is_valid():
        first = _recorded_first(found, form)
        if first is None:
            keep(found, ADVICE_GIVEN, {})
            messages.success(request, "The advice is recorded. Now decide.")
            return redirect("guide-step", found.pk, "decision")
        form.refuse(SENT_BEFORE)
    if request.method == "POST":
        keep(found, ADVICE_GIVEN, posted(request.POST, AdviceGivenForm.names))
    around = {"form": form, "draft": found, "first": first}
    around["page_for"] = signed_for(request.user, found.pk)
    around["back_url"] = reverse("draft", args=[found.pk])
    return render(request, "guide/advice_given.html", around)


def _recorded_first(draft: Draft, form: AdviceGivenForm) -> dict[str, str] | None:
    """Record what the form says; what this page recorded first, where that was something else."""
    try:
        record_advice(
            draft,
            draft.author,
            adviser=form.who_advised,
            words=form.cleaned_data["words"],
            advises=form.advised,
            given_at=form.cleaned_data["given_at"],
            token=form.submit_token,
        )
    except AlreadyRecorded as before:
        sealed = read_sealed(before.advice)
        by = sealed["facts"]["adviser"]["signature"]
        advised = sealed["facts"]["advises_label"]
        return {"by": by, "advised": advised, "words": sealed["text"]["words"]}
    return None
