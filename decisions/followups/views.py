"""The list of what is still to be done about records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timesince import timesince
from django.views.decorators.http import require_safe

from decisions.followups.forms import HomeFilter
from decisions.followups.gathering import follow_ups_of
from decisions.followups.row import FollowUp, Place
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.organisation.models import Home, User

PAGE_SIZE = 25
COLUMNS = ("What to do", "About", "Open for", "Due", "Who is next")
HEADINGS = {
    Place.HIGHER: "Gone higher, to you",
    Place.MINE: "Yours to do",
    Place.OTHERS: "Waiting for others",
}
_MOMENT = timedelta(minutes=1)


@requires(Permission.READ_FOLLOW_UPS)
@require_safe
def follow_ups(request: SignedInRequest) -> HttpResponse:
    """One list for all homes of this person, or for one: what came higher first, then theirs."""
    now, user = clock.now(), request.user
    homes = list(homes_where(user, Permission.READ_FOLLOW_UPS))
    form = HomeFilter(request.GET or None, homes=homes)
    only: Home | None = form.cleaned_data["home"] if form.is_valid() else None
    found = follow_ups_of(user, now, only)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    note(request, *(row.about.row for row in page))
    return render(
        request,
        "followups/follow_ups.html",
        {
            "columns": COLUMNS,
            "sections": sections(page, user, now),
            "counts": Counter(row.place_for(user.pk).name for row in found),
            "late": sum(row.is_late(now) for row in found),
            "total": len(found),
            "form": form if len(homes) > 1 else None,
            "clear_url": reverse("follow-ups") if only else "",
            "page": page,
            **_turning(page, only),
        },
    )


def sections(rows: Sequence[FollowUp] | Page[FollowUp], user: User, now: datetime) -> list[object]:
    """The rows of one page under the headings that tell apart whose they are."""
    by_place: dict[Place, list[list[object]]] = {}
    for row in rows:
        by_place.setdefault(row.place_for(user.pk), []).append(cells(row, now))
    return [{"heading": HEADINGS[place], "rows": by_place[place]} for place in sorted(by_place)]


def cells(row: FollowUp, now: datetime) -> list[object]:
    """One row of the list, as the table component wants it."""
    late, about = row.is_late(now), row.about
    return [
        {
            "text": row.what,
            "status": _how_late(row, now) if late else "",
            "kind": "danger" if late else "neutral",
            "unfolds": f"{row.source} Rule {row.rule}." if row.rule else row.source,
            "summary": "Why",
        },
        {
            "text": about.code,
            "url": about.url,
            "code": True,
            "hint": f"{about.initials}, {about.home}",
        },
        timesince(row.since, now, depth=1),
        due_in_words(row.due),
        {"text": row.next.words, "hint": "It has gone higher" if row.next.gone_higher else ""},
    ]


def due_in_words(due: datetime) -> str:
    """When it is late, on the clock of the home: 9 November, 14:05."""
    here = due.astimezone(LONDON)
    return f"{here.day} {here:%B, %H:%M}"


def _how_late(row: FollowUp, now: datetime) -> str:
    by = now - row.due
    return f"Late by {timesince(row.due, now, depth=1)}" if by > _MOMENT else "Due now"


def _turning(page: Page[FollowUp], only: Home | None) -> dict[str, str]:
    def url(number: int) -> str:
        asked = {"page": number, **({"home": only.pk.hex} if only else {})}
        return f"?{urlencode(asked)}"

    return {
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "says": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }
