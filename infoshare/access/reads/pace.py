"""Opening very many records in a short time is slowed down (ASVS 2.4.1).

Sixty different records in ten minutes are more than anybody reads; somebody who copies them all is
made to stop, and can do everything else. Sharing is never slowed: the guide's own pages, the
urgent page, and the child whom somebody reaches in an emergency. Nor is a visit: an inspector may
read all, and the receipt says what.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from infoshare.access.reads.models import ReadEntry
from infoshare.access.reads.noting import shown_on, view_of
from infoshare.access.scope import reach_of
from infoshare.common import clock
from infoshare.organisation.models import User

MOST, WITHIN = 60, timedelta(minutes=10)
# What sharing goes through, and what leads to it.
NEVER_SLOWED = frozenset({"guide-step", "urgent-start", "emergency-access", "home"})
# With fewer pages than this through one process nobody can have opened too many through all.
_FEW = 12
# So many within an hour are told at once.
TOLD_FROM, TOLD_WITHIN = 31, timedelta(hours=1)

_lately: dict[UUID, deque[datetime]] = defaultdict(lambda: deque(maxlen=TOLD_FROM))


def is_too_fast(request: HttpRequest) -> bool:
    """Is this page one record more than somebody reads, however it was asked for?"""
    user, opens = request.user, opened_by(request)
    if opens is None or not isinstance(user, User):
        return False
    now, last = clock.now(), _lately[user.pk]
    last.append(now)
    if len(last) < _FEW or now - last[-_FEW] > WITHIN or _is_never_slowed(request, user):
        return False
    opened = records_opened(user, now - WITHIN)
    return len(opened) >= MOST and opens not in opened


def is_to_be_told(request: HttpRequest) -> bool:
    """Did this person open so many records within an hour that somebody hears of it at once?"""
    user = request.user
    last = _lately[user.pk] if isinstance(user, User) else deque()
    if len(last) < TOLD_FROM or last[-1] - last[0] > TOLD_WITHIN:
        return False
    last.clear()
    return True


def slowed(request: HttpRequest) -> HttpResponse:
    """A plain page that says what to do. The way to share stays open."""
    page = render_to_string("access/reads/slowed.html", request=request)
    return HttpResponse(page, status=429, headers={"Retry-After": "600"})


def records_opened(user: User, since: datetime) -> set[str]:
    """The records, one by one, that this person opened since then."""
    rows = ReadEntry.objects.filter(user=user, visit=None, at__gt=since)
    shown = rows.values_list("objects_shown", flat=True)
    return {found for row in shown if (found := _one_of(row)) is not None}


def opened_by(request: HttpRequest) -> str | None:
    """The one record that this page shows; None for a list, and for a page without one."""
    rows = [pk.hex for _, at in shown_on(request) for ids in at.rows.values() for pk in ids]
    return rows[0] if len(rows) == 1 else None


def _one_of(shown: dict[str, list[str]]) -> str | None:
    rows = [pk for ids in shown.values() for pk in ids]
    return rows[0] if len(rows) == 1 else None


def _is_never_slowed(request: HttpRequest, user: User) -> bool:
    if view_of(request) in NEVER_SLOWED:
        return True
    reach = reach_of(user)
    if reach.visit is not None:
        return True
    reached = {one.child for one in reach.emergencies}
    shown = {child for _, at in shown_on(request) for child in at.children}
    return bool(shown) and shown <= reached
