"""The children's pages: who lives where, and who is around a child."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from children.around import (
    consent_cells,
    consents_standing,
    contact_cells,
    family,
    placements_now,
    wish_cells,
    written,
)
from children.emergencies import emergencies_of
from children.models import Placement
from children.views.reach import placement_of
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where, may
from infoshare.common import clock

PAGE_SIZE = 25
CONTACT_COLUMNS = ("Who", "What they do", "Ring")
CONSENT_COLUMNS = ("Who may be told", "What", "State", "Until", "Change")
WISH_COLUMNS = ("When", "Whose wish", "What they want", "About")


@requires(Permission.READ_CHILDREN, Permission.READ_AGREED_CHILDREN)
@require_safe
def children(request: SignedInRequest) -> HttpResponse:
    """The children who live now at this person's homes, home by home."""
    page = Paginator(placements_now(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    note(request, *page)
    today = clock.today()
    rows = [{"home": at.home, "child": at.child, "age": at.child.age_on(today)} for at in page]
    keeps_at = homes_where(request.user, Permission.KEEP_PARTICULARS)
    context = {
        "rows": rows,
        "page": page,
        "keeps_at": keeps_at,
        "reads_agencies": may(request.user, Permission.READ_CHILDREN),
    }
    return render(request, "children/children.html", context)


@requires(Permission.READ_CHILDREN, Permission.READ_AGREED_CHILDREN)
@require_safe
def child(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One child: who is around, who must not be told, consents, wishes, decisions."""
    placement = placement_of(request, pk)
    return render(
        request,
        "children/child.html",
        {
            **about_child(request, placement),
            "contact_columns": CONTACT_COLUMNS,
            "contacts": contact_cells(placement),
            "family": family(placement.child),
            "not_to_be_told": placement.child.not_to_be_told.select_related("lifted_by__user"),
            "may_keep": may(request.user, Permission.KEEP_PARTICULARS, placement.home),
            "may_see_reads": may(request.user, Permission.READ_READS, placement.home),
            "may_lift": may(request.user, Permission.LIFT_NOT_TO_BE_TOLD, placement.home),
            "emergencies": emergencies_of(placement.child, placement.home, request.user),
            "placements": placement.child.placements.exclude(pk=placement.pk).select_related(
                "home"
            ),
        },
    )


def about_child(request: SignedInRequest, placement: Placement) -> dict[str, Any]:
    """What the page of a child and those below it share."""
    today, about = clock.today(), placement.child
    may_record = may(request.user, Permission.RECORD, placement.home, about.pk)
    latest = about.wishes.select_related("recipient")[:5]
    return {
        "child": about,
        "home_now": placement.home,
        "age": about.age_on(today),
        "born": written(about.birth_date),
        "may_record": may_record,
        "consent_columns": CONSENT_COLUMNS,
        "consents": [
            consent_cells(consent, today, may_record=may_record)
            for consent in consents_standing(about)
        ],
        "wish_columns": WISH_COLUMNS,
        "wishes": [wish_cells(wish) for wish in latest],
    }
