"""The start page: what each person can begin, and what waits for them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.followups.gathering import by_urgency, follow_ups_of
from decisions.home.rows import draft_rows, oversight_tiles, start_links, waiting_rows
from decisions.home.waiting import (
    drafts_to_finish,
    not_agreed_lately,
    waiting_for_approval,
    waiting_for_author,
)
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointments_of, homes_where, may, visit_of
from infoshare.common import clock
from infoshare.organisation.models import User, Visit


@requires(Permission.SIGNED_IN)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Staff begin and finish here; visitors see what their visit shows; others, that it is none."""
    user = request.user
    visit = visit_of(user)
    if visit is not None:
        return render(request, "home/visit.html", visit_page(user, visit))
    if not may(user, Permission.READ_RECORDS):
        return render(request, "home/no_records.html", {"why": why_no_records(user)})
    return render(request, "home/start.html", {**for_author(user), **for_oversight(user)})


def for_author(user: User) -> dict[str, Any]:
    """Ways to start, drafts, and one's own records: for those who record."""
    if not may(user, Permission.RECORD):
        return {}
    now = clock.now()
    mine = by_urgency(waiting_for_author(user, now), now)
    return {
        "starts": start_links(),
        "drafts": draft_rows(list(drafts_to_finish(user)), now),
        "waiting": waiting_rows(mine, list(not_agreed_lately(user, now)), now),
    }


def for_oversight(user: User) -> dict[str, Any]:
    """What waits at the homes that this person answers for."""
    if not may(user, Permission.READ_FOLLOW_UPS):
        return {}
    now = clock.now()
    found = follow_ups_of(user, now)
    approval = waiting_for_approval(user) if may(user, Permission.APPROVE) else None
    late = sum(row.is_late(now) for row in found)
    return {
        "tiles": oversight_tiles(approval, len(found), late, now),
        "homes": list(homes_where(user, Permission.READ_FOLLOW_UPS)),
    }


def visit_page(user: User, visit: Visit) -> dict[str, Any]:
    """What a visitor may read, until when, and what the law keeps from them."""
    return {"of": visit, "reads_records": may(user, Permission.READ_RECORDS, visit.home)}


def why_no_records(user: User) -> str:
    """Why this person sees no child: another role, a visit that is over, or no role now."""
    if appointments_of(user).exists():
        return "role"
    return "visit" if Visit.objects.filter(visitor=user).exists() else "left"
