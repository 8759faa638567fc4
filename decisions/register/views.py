"""Reading: the register, and one record with its whole history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from decisions.models import SharingDecision
from decisions.recording.history import dossier
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.standing_words import standing_status, urgent_statuses
from decisions.register.acts import acts_for
from decisions.register.filters import RegisterFilter, narrowed
from decisions.register.rows import COLUMNS, row_of
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where, may

PAGE_SIZE = 25


@requires(Permission.READ_RECORDS)
@require_safe
def register(request: SignedInRequest) -> HttpResponse:
    """The home's records, or one's own, newest first; a wrong filter shows all of them."""
    records = SharingDecision.objects.in_register_of(request.user)
    asked = {key: value for key, value in request.GET.items() if key != "page" and value}
    form = RegisterFilter(asked or None, records=records)
    shown = narrowed(records, form.cleaned_data) if form.is_valid() else records
    page = Paginator(_with_what_a_row_needs(shown), PAGE_SIZE).get_page(request.GET.get("page"))
    homes = homes_where(request.user, Permission.READ_REGISTER)
    return render(
        request,
        "register/register.html",
        {
            "form": form,
            "columns": COLUMNS,
            "rows": [row_of(decision, name_home=len(homes) > 1) for decision in page],
            "all_of": ", ".join(home.name for home in homes),
            "total": page.paginator.count,
            **_pages(request, page),
        },
    )


def _with_what_a_row_needs(records: QuerySet[SharingDecision]) -> QuerySet[SharingDecision]:
    return records.select_related(
        "child", "home", "recipient", "author__user", "completed_by"
    ).prefetch_related("reviews")


def _pages(request: SignedInRequest, page: Page[SharingDecision]) -> dict[str, Any]:
    """Addresses of the pages before and after, with the filters as they are."""

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{request.path}?{query.urlencode()}"

    return {
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
        "says": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }


@requires(Permission.READ_RECORDS)
@require_safe
@calm_when_unsealed
def record(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One record: what stands in it, what was added to it, and what may be done next."""
    seen = SharingDecision.objects.visible_to(request.user).select_related(
        "home", "child", "author__user", "completes", "follows", "completed_by"
    )
    decision = get_object_or_404(
        seen.prefetch_related("reviews", "disclosures", "followed_by__author"), pk=pk
    )
    return render(
        request,
        "register/record.html",
        {
            "decision": decision,
            "found": dossier(decision),
            "statuses": [standing_status(decision), *urgent_statuses(decision)],
            "acts": acts_for(decision, request.user),
            "linked": _linked(decision),
            "may_write": may(request.user, Permission.RECORD, decision.home),
            "for_manager": may(request.user, Permission.APPROVE, decision.home),
        },
    )


def _linked(decision: SharingDecision) -> list[dict[str, str]]:
    """The records that this one completes or follows, and those that complete or follow it."""
    others = [
        ("This is the full form of the urgent record", decision.completes),
        ("The full form of this urgent record is", getattr(decision, "completed_by", None)),
        ("This record follows", decision.follows),
        *(("This record was followed by", later) for later in decision.followed_by.all()),
    ]
    return [
        {"says": says, "code": other.code, "url": reverse("record", args=[other.pk])}
        for says, other in others
        if other is not None
    ]
