"""Asking for advice on screen: putting the question, and what has come of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from decisions.guide.advisers import may_be_asked_elsewhere
from decisions.guide.forms.advice import AskAdviceForm
from decisions.models import Draft
from decisions.recording.advice import AdviceRefused
from decisions.recording.advice_events import Event, advice_events, advice_rows
from decisions.recording.asking import ask_advice, unnamed
from decisions.recording.decision import child_of
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reading import read_rows

ASKED_BEFORE = (
    "This page was sent before. What you asked then stands below, and this was not asked. "
    "Your words are kept. Choose who should answer, and ask again."
)


def go_on_from_advice(request: HttpRequest, draft: Draft, form: AskAdviceForm) -> HttpResponse:
    """After the question was saved: put it to those who were chosen, or write down an answer."""
    if request.POST.get("do") == "told":
        return redirect("advice-given", draft.pk)
    if form.chosen:
        _ask(request, draft, form)
    return redirect("guide-step", draft.pk, "advice")


def _ask(request: HttpRequest, draft: Draft, form: AskAdviceForm) -> None:
    try:
        ask_advice(
            draft,
            draft.author,
            form.chosen,
            words=form.cleaned_data["advice_wanted"],
            token=form.submit_token,
        )
    except AdviceRefused as refused:
        messages.error(request, str(refused))
        return
    except UsedElsewhere:
        messages.error(request, ASKED_BEFORE)
        return
    names = ", ".join(one.user.name for one in form.chosen)
    messages.success(request, f"Asked: {names}. The answer comes to your start page.")


def questions_put(draft: Draft) -> list[Event]:
    """Each question on screen, and each piece of advice, oldest first."""
    rows = advice_rows(draft.pk)
    return advice_events(rows, read_rows(rows))


def how_it_reads(draft: Draft, words: str) -> str:
    """The question as people of other homes read it, where that is not as it was written."""
    if not words or not may_be_asked_elsewhere(draft):
        return ""
    without = unnamed(words, child_of(draft), draft.home)
    return without if without != words else ""
