"""The rules, the law behind them, and what a data protection officer finds of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from decisions.policy.law import reference_rows
from decisions.policy.table import Reviewable, decision_table, to_review
from decisions.policy.versions import LAW_VERSION, RULES_VERSION
from decisions.recording.law_review import NothingToReview, ReadsDifferently, record_review
from decisions.recording.parts import UsedElsewhere
from decisions.rulebook.forms import LawReviewForm, LawSearch, RuleSearch
from decisions.rulebook.queries import Reviews, reviews_for, switches_for
from decisions.rulebook.reviewing import COLUMNS, how_many_wait, list_rows, row_shown
from decisions.rulebook.rows import law_sections, rule_sections
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for, providers_where
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Provider

CHANGED = (
    "This was changed after you opened the page, so nothing was saved. "
    "Read it again, and send your answer again."
)
SENT_BEFORE = (
    "This page was sent before, with another answer, and that one stands. "
    "Look through it. If you send it again, it is added as a new answer."
)
VERSIONS = {"rules_version": RULES_VERSION, "law_version": LAW_VERSION}


@requires(Permission.READ_RULES)
@require_safe
def rules(request: SignedInRequest) -> HttpResponse:
    """Every rule in plain English, or those that fit what is searched for."""
    form, reviews = RuleSearch(_typed(request.GET)), reviews_for(request.user)
    switches = switches_for(request.user)
    sections = rule_sections(form.asked, reviews, switches, clock.today())
    around = _around(request, form, reviews, sections)
    return render(request, "rulebook/rules.html", {**around, "all": len(decision_table())})


@requires(Permission.READ_RULES)
@require_safe
def law(request: SignedInRequest) -> HttpResponse:
    """The lawful bases, conditions and duties, with their dates and who may use them."""
    form, reviews = LawSearch(_typed(request.GET)), reviews_for(request.user)
    switches = switches_for(request.user)
    sections = law_sections(form.asked, reviews, switches, clock.today())
    around = _around(request, form, reviews, sections)
    return render(request, "rulebook/law.html", {**around, "all": len(reference_rows())})


def _typed(sent: QueryDict) -> dict[str, Any] | None:
    """What was asked for; None where the page is only opened."""
    return {name: value for name, value in sent.items() if value} or None


def _around(
    request: SignedInRequest, form: RuleSearch | LawSearch, reviews: Reviews, sections: list[Any]
) -> dict[str, Any]:
    return {
        "form": form,
        "sections": sections,
        "found": sum(len(section.rows) for section in sections),
        "unsealed": reviews.unsealed,
        "reviews_at": providers_where(request.user, Permission.REVIEW_RULES),
        **VERSIONS,
    }


@requires(Permission.REVIEW_RULES)
@require_safe
def rules_to_review(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """All that is marked as unverified, what waits first."""
    provider, _ = _reviewing(request, pk)
    reviews = reviews_for(request.user, provider=provider)
    around = {
        "provider": provider,
        "columns": COLUMNS,
        "rules": list_rows(provider, reviews, rules=True),
        "law": list_rows(provider, reviews, rules=False),
        "waiting": how_many_wait(reviews),
        "all": len(to_review()),
        "unsealed": reviews.unsealed,
        **VERSIONS,
    }
    return render(request, "rulebook/to_review.html", around)


@requires(Permission.REVIEW_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def rule_review(request: SignedInRequest, pk: UUID, code: str) -> HttpResponse:
    """One row as it reads now, what was found before, and the answer of this person."""
    provider, acting = _reviewing(request, pk)
    row = to_review().get(code)
    if row is None:
        return _nothing_to_review(request, provider, code)
    form = LawReviewForm(request.POST if request.method == "POST" else None, digest=row.digest)
    if form.is_valid() and _recorded(form, provider, acting, row):
        messages.success(request, f"Your review is recorded: {row.says}")
        return redirect("rules-to-review", provider.pk)
    reviews = reviews_for(request.user, provider=provider)
    around = {
        "form": form,
        "provider": provider,
        "row": row,
        "shown": row_shown(row, reviews, switches_for(request.user), clock.today()),
        "earlier": reviews.of.get(code, []),
        "unsealed": reviews.unsealed,
    }
    return render(request, "rulebook/review.html", around)


def _reviewing(request: SignedInRequest, pk: UUID) -> tuple[Provider, Appointment]:
    """The provider, and the appointment under which this person reviews its rules."""
    reviewed = providers_where(request.user, Permission.REVIEW_RULES)
    provider: Provider = get_object_or_404(reviewed, pk=pk)
    for home in provider.homes.all():
        acting = appointment_for(request.user, Permission.REVIEW_RULES, home)
        if acting is not None:
            return provider, acting
    raise Http404


def _recorded(
    form: LawReviewForm, provider: Provider, acting: Appointment, row: Reviewable
) -> bool:
    """Write what the form says; where that is refused, the form says why."""
    said = form.cleaned_data
    try:
        record_review(
            provider,
            acting,
            code=row.code,
            digest=said["digest"],
            outcome=said["outcome"],
            note=said["note"],
            token=said["token"],
        )
    except (ReadsDifferently, NothingToReview):
        form.send_again(CHANGED)
    except UsedElsewhere:
        form.send_again(SENT_BEFORE)
    return form.is_valid()


def _nothing_to_review(request: SignedInRequest, provider: Provider, code: str) -> HttpResponse:
    """A row that is not marked, or not any more: what was typed is shown, so that none is lost."""
    page = "rules" if code in decision_table() else "law"
    if page == "law" and code not in {row.code for row in reference_rows()}:
        raise Http404
    around = {
        "provider": provider,
        "url": f"{reverse(page)}#{code}",
        "typed": request.POST.get("note", ""),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "rulebook/nothing_to_review.html", around, status=status)
