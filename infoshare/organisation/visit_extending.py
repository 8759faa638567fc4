"""The only function that keeps a visit open longer: the row and its ledger entry together."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.ledger.append import Entry, append
from infoshare.ledger.entry import time_text
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, User, Visit, VisitExtension
from infoshare.organisation.recording import LONGEST_VISIT, YEARS_VISITS_ARE_KEPT


class NotExtended(ValueError):
    """The visit stays as it is; the message says why."""


def longest_end(visit: Visit) -> datetime:
    """Five days from its opening, however often it is extended."""
    return visit.recorded_at + LONGEST_VISIT


def next_end(visit: Visit) -> datetime | None:
    """Until when one tap keeps it open; none where it is open as long as a visit may be.

    The end of the day on which it would end; where it ends so already, the end of the next day.
    """
    ends = visit.open_until
    latest = longest_end(visit)
    if ends >= latest:
        return None
    longer = _end_of_day(ends)
    if longer <= ends:
        longer = _end_of_day(ends + timedelta(days=1))
    return min(longer, latest)


def extend_visit(
    visit: Visit, extended_by: Appointment, *, was_until: datetime | None
) -> VisitExtension:
    """Keep a visit open longer, from the end that the person saw.

    The same tap again gives the extension that it made. Raises NotExtended for a visit that is
    over, one that is open as long as it may be, and an end that is not the visit's own.
    """
    now = clock.now()
    with transaction.atomic():
        # The lock makes two people who press at once take turns.
        User.objects.select_for_update().get(pk=visit.visitor_id)
        for before in VisitExtension.objects.filter(visit=visit):
            if before.was_until == was_until:
                return before
        held = Visit.objects.in_force(now).select_related("home").filter(pk=visit.pk).first()
        if held is None:
            raise NotExtended("This visit is over. Open a new one.")
        if held.open_until != was_until:
            raise NotExtended("This page was out of date. The visit ends as it says now.")
        until = next_end(held)
        if until is None:
            raise NotExtended("A visit is open for five days at most. Open a new one after it.")
        return _extended(held, extended_by, until)


def _extended(visit: Visit, extended_by: Appointment, until: datetime) -> VisitExtension:
    facts = {
        "act": "extended",
        "of": visit.pk.hex,
        "was_until": time_text(visit.open_until),
        "until": time_text(until),
        "extended_by": extended_by.signature,
    }
    keep = clock.today().year + YEARS_VISITS_ARE_KEPT
    contents = {"facts": facts, "text": {}}
    (leaf,) = append([Entry(visit.home.log, Kind.VISIT, uuid4(), keep, contents)])
    return VisitExtension.objects.create(
        **leaf.columns(),
        visit=visit,
        extended_by=extended_by,
        was_until=visit.open_until,
        until=until,
    )


def _end_of_day(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(hour=23, minute=59, second=0, microsecond=0)
