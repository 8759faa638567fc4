"""The list of what is still to be done about records."""

from __future__ import annotations

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timesince import timesince
from django.views.decorators.http import require_safe

from decisions.followups.gathering import follow_ups_of
from decisions.followups.row import FollowUp
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.common import clock

PAGE_SIZE = 25
COLUMNS = ("What to do", "Record", "Open for", "Who is next", "Why")


@requires(Permission.READ_FOLLOW_UPS)
@require_safe
def follow_ups(request: SignedInRequest) -> HttpResponse:
    """One list for all homes of this person, what presses most first."""
    now = clock.now()
    found = follow_ups_of(request.user, now)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "followups/follow_ups.html",
        {
            "columns": COLUMNS,
            "rows": [cells(row, now) for row in page],
            "late": sum(row.is_late(now) for row in found),
            "total": len(found),
            "page": page,
        },
    )


def cells(row: FollowUp, now: datetime) -> list[object]:
    """One row of the list, as the table component wants it."""
    late = row.is_late(now)
    record = row.decision
    return [
        {
            "text": row.what,
            "status": "Late" if late else "",
            "kind": "danger" if late else "neutral",
        },
        {
            "text": record.code,
            "url": reverse("record", args=[record.pk]),
            "code": True,
            "hint": f"{record.child.initials}, {record.home.name}",
        },
        timesince(row.since, now, depth=1),
        row.next_person,
        {"text": row.source, "hint": f"Rule {row.rule}"},
    ]
