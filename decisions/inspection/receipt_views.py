"""What a visitor is given: one page on how to read here, and the receipt of what was read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.inspection.receipt import COLUMNS, receipt_of
from decisions.inspection.visits import facts_of, visits_at
from infoshare.access.permissions import Permission
from infoshare.access.reads.noting import note, note_children
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import visit_of
from infoshare.common import clock
from infoshare.common.times_in_words import moment_in_words
from infoshare.ledger.heads import head_at
from infoshare.organisation.models import User, Visit


@requires(Permission.OPEN_VISIT, Permission.READ_COUNTS)
@require_safe
def visit_receipt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """All that was read: for the visitor during the visit, for the home afterwards too."""
    visit = get_object_or_404(_held_by(request.user), pk=pk)
    now, found = clock.now(), receipt_of(visit, request.user)
    is_visitor = visit.visitor_id == request.user.pk
    note(request, *found.known.records.values())
    note_children(request, visit.home_id, *found.known.children)
    return render(
        request,
        "inspection/receipt.html",
        {
            "of": visit,
            "facts": facts_of(visit, now),
            "columns": COLUMNS,
            "rows": found.rows,
            "at": moment_in_words(now),
            "head": _head(visit, now) if is_visitor or _over(visit, now) else None,
            "is_visitor": is_visitor,
        },
    )


def _over(visit: Visit, now: datetime) -> bool:
    """Until then the home sees no seal: it would grow with each record, also with one that names
    whoever looks.
    """
    return hasattr(visit, "end") or visit.open_until <= now


def _head(visit: Visit, now: datetime) -> dict[str, Any]:
    """Where the home's log stood at the end of the visit, or stands now while it is open."""
    end = getattr(visit, "end", None)
    moment = min(now, end.recorded_at if end else visit.open_until)
    then = head_at(visit.home.log, moment)
    in_fours = " ".join(then.root[at : at + 4] for at in range(0, len(then.root), 4))
    return {"size": then.size, "root": in_fours, "at": moment_in_words(moment)}


def _held_by(user: User) -> QuerySet[Visit]:
    """The visits to the homes that this person is in charge of, or the visit that they are on."""
    own = visit_of(user)
    if own is not None:
        return Visit.objects.filter(pk=own.pk).select_related("home", "visitor", "end")
    return visits_at(user, Permission.OPEN_VISIT)


@requires(Permission.OPEN_VISIT, Permission.READ_COUNTS)
@require_safe
def visit_guide(request: SignedInRequest) -> HttpResponse:
    """One page for the visitor; staff see what each kind of visitor is told, and print it."""
    return render(request, "inspection/guide.html", {"of": visit_of(request.user)})
