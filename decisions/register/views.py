"""Reading: the register, and one record with its whole history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.models import SharingDecision
from decisions.recording.concern import concern_of
from decisions.recording.history import Dossier, dossier
from decisions.recording.keeping_back import kept_back_of, read_by, shared_as_read
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.shared import newest_first, read_shared
from decisions.recording.standing_words import statuses
from decisions.register.acts import acts_for
from decisions.register.approving import around_approval
from decisions.register.everyday import arrangement_of, everyday_shares, shares_shown
from decisions.register.filters import RegisterFilter, narrowed
from decisions.register.linked import MISFILED, linked, what_became_of
from decisions.register.rows import COLUMNS, row_of
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where, may
from infoshare.organisation.models import User

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
    note(request, *page)
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
    ).prefetch_related("reviews", "addenda")


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


@requires(
    *(Permission.READ_RECORDS, Permission.APPROVE, Permission.STAND_IN),
    Permission.READ_AGREED_CHILDREN,
)
@require_safe
@calm_when_unsealed
def record(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One record: what stands in it, what was added to it, and what may be done next."""
    seen = SharingDecision.objects.opened_by(request.user).select_related(
        "home", "child", "author__user", "completes", "follows", "completed_by", "refiles"
    )
    decision = get_object_or_404(
        seen.prefetch_related("reviews", "addenda", "followed_by__author"), pk=pk
    )
    note(request, decision)
    kept_back = kept_back_of(decision, request.user)
    found = dossier(decision, latest=shares_shown(decision), kept_back=kept_back)
    became = what_became_of(decision)
    return render(
        request,
        "register/record.html",
        {
            "decision": decision,
            "found": found,
            "statuses": [MISFILED] if became else statuses(decision, request.user),
            **_everyday(decision, found, request.user),
            "became": became,
            "acts": None if became else acts_for(decision, request.user),
            "linked": linked(decision, request.user),
            **_about_staff(decision, found),
            **around_approval(decision, found.sealed, request.user),
            "may_list": may(request.user, Permission.READ_RECORDS),
            "reads_agreed": may(request.user, Permission.READ_AGREED_CHILDREN, decision.home),
            "may_write": not became
            and may(request.user, Permission.RECORD, decision.home, decision.child_id),
            "for_manager": may(request.user, Permission.APPROVE, decision.home),
        },
    )


def _everyday(decision: SharingDecision, found: Dossier, user: User) -> dict[str, Any]:
    """How a routine arrangement stands, and each share under it; nothing for other records."""
    arrangement = arrangement_of(decision)
    if arrangement is None:
        return {}
    may_write = may(user, Permission.RECORD, decision.home, decision.child_id)
    shares = everyday_shares(reversed(found.shared), may_write=may_write)
    number = decision.disclosures.count()
    return {"arrangement": arrangement, "everyday_shares": {**shares, "number": number}}


@requires(
    *(Permission.READ_RECORDS, Permission.APPROVE, Permission.STAND_IN),
    Permission.READ_AGREED_CHILDREN,
)
@require_safe
@calm_when_unsealed
def shares_under(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Every share under an arrangement, page by page, the newest first."""
    seen = SharingDecision.objects.opened_by(request.user).select_related("home", "author")
    decision = get_object_or_404(seen, pk=pk)
    if shares_shown(decision) is None:
        raise Http404
    note(request, decision)
    page = Paginator(newest_first(decision), PAGE_SIZE).get_page(request.GET.get("page"))
    may_write = may(request.user, Permission.RECORD, decision.home, decision.child_id)
    found = read_shared(page.object_list)
    kept_back = kept_back_of(decision, request.user)
    if kept_back:
        found = shared_as_read(found, read_by(decision, request.user).answers, kept_back)
    shares = everyday_shares(found, may_write=may_write)
    around = {"decision": decision, "shares": shares, "page": page}
    return render(request, "register/shares_under.html", around)


def _about_staff(decision: SharingDecision, found: Dossier) -> dict[str, Any]:
    """Whom to tell and to ring, where the record names somebody who works here."""
    concern = concern_of(decision, found.sealed)
    ring = {"on_call": concern.on_call} if concern and concern.on_call else {}
    return {"concern": concern, **ring}
