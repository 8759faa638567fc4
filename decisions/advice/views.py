"""Questions asked of an adviser: the list of them, and the page to answer one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from decisions.advice.forms import AnswerForm
from decisions.advice.rows import COLUMNS, list_rows, question
from decisions.models import AdviceAsked, AdviceGiven
from decisions.recording.advice import AdviceRefused, AlreadyAnswered, decides, give_advice
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.reading import read_sealed
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires

PAGE_SIZE = 25


@requires(Permission.GIVE_ADVICE)
@require_safe
@calm_when_unsealed
def asked_of_you(request: SignedInRequest) -> HttpResponse:
    """What this person was asked: unanswered first, then the newest."""
    asked = (
        AdviceAsked.objects.asked_of(request.user)
        .select_related("answer", "child", "home")
        .order_by(F("answer__given_at").desc(nulls_first=True), "-recorded_at")
    )
    page = Paginator(asked, PAGE_SIZE).get_page(request.GET.get("page"))
    note(request, *page)
    context = {
        "columns": COLUMNS,
        "rows": list_rows(page, request.user),
        "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        "says": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }
    return render(request, "advice/asked.html", context)


@requires(Permission.GIVE_ADVICE)
@require_http_methods(["GET", "POST"])
@calm_when_unsealed
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One question, and the form to answer it; or the answer that stands."""
    seen = AdviceAsked.objects.asked_of(request.user)
    asked = get_object_or_404(
        seen.select_related("answer", "child", "home", "asked_of__user"), pk=pk
    )
    note(request, asked)
    if hasattr(asked, "answer"):
        return _answered(request, asked, asked.answer)
    if decides(asked, request.user):
        raise in_sight_but_not_yours("You decide on this yourself now, so you cannot advise on it.")
    form = AnswerForm(request.POST if request.method == "POST" else None, asked)
    if request.method == "POST" and form.is_valid():
        return _give(request, asked, form)
    shown = {"form": form, "asked": asked, "question": question(asked, request.user)}
    return render(request, "advice/answer.html", shown)


def _give(request: SignedInRequest, asked: AdviceAsked, form: AnswerForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        give_advice(
            asked,
            request.user,
            words=said["words"],
            advises=form.advised,
            token=form.submit_token,
        )
    except AlreadyAnswered as first:
        return _answered(request, asked, first.answer)
    except AdviceRefused as refused:
        raise in_sight_but_not_yours(str(refused)) from None
    messages.success(request, "Your advice is recorded. Whoever asked sees it now.")
    return redirect("advice-answer", asked.pk)


def _answered(request: SignedInRequest, asked: AdviceAsked, given: AdviceGiven) -> HttpResponse:
    """Who answered, when and what. A second answer adds nothing, and says so."""
    sealed = read_sealed(given)
    context = {
        "asked": asked,
        "question": question(asked, request.user),
        "given": given,
        "facts": sealed["facts"],
        "words": sealed["text"]["words"],
        "again": request.method == "POST",
        "not_added": _typed_in_vain(request, sealed["text"]["words"]),
    }
    return render(request, "advice/answered.html", context, status=200)


def _typed_in_vain(request: SignedInRequest, stands: str) -> str:
    """Other words that came after the answer, so that they are not lost."""
    typed = request.POST.get("words", "").strip()
    return "" if typed == stands.strip() else typed
