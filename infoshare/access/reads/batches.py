"""Batches of reads, sealed in the log of the home: a line taken away is missed.

A batch is due when a home has many reads that are not sealed, or one that is a day old. It is
looked for at a read, once an hour for each home, from the hour after the first that this process
served; and by `manage.py seal_reads`, which seals at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from infoshare.access.reads.models import ReadBatch, ReadEntry
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.entry import time_text
from infoshare.ledger.kinds import MOST_IN_A_BATCH, Kind
from infoshare.organisation.models import Home

MANY = 500
OLD = timedelta(days=1)
LOOKED_FOR_EVERY = timedelta(hours=1)
# A statement that is under way may still bring a lower number.
SETTLED_AFTER = timedelta(minutes=1)
# How long the log of reads is kept is not settled in law; as long as the visits beside it.
YEARS_READS_ARE_KEPT = 16

_looked_at: dict[UUID, datetime] = {}


def to_look_at(homes: Iterable[UUID]) -> list[UUID]:
    """Those of these homes that nobody looked after for an hour; from now on they are looked at."""
    now = clock.now()
    found = [home for home in homes if _is_to_be_looked_at(home, now)]
    _looked_at.update(dict.fromkeys(found, now))
    return found


def seal_what_is_due(homes: list[UUID]) -> list[ReadBatch]:
    """Seal the batches that are due at these homes."""
    if not homes:
        return []
    now = clock.now()
    due = [
        row["home"]
        for row in _unsealed(homes)
        .values("home")
        .annotate(number=Count("pk"), oldest=Min("at"))
        .order_by("home")
        if row["number"] >= MANY or row["oldest"] <= now - OLD
    ]
    return [batch for home in due for batch in seal_reads(home)]


def seal_reads(home: UUID) -> list[ReadBatch]:
    """Seal all reads of a home that are not sealed yet and have settled, a thousand a batch."""
    sealed = []
    while (batch := _seal_one(home)) is not None:
        sealed.append(batch)
    return sealed


def _is_to_be_looked_at(home: UUID, now: datetime) -> bool:
    # Whoever waits for the first page after a start does not wait for this too.
    return abs(now - _looked_at.setdefault(home, now)) >= LOOKED_FOR_EVERY


def _unsealed(homes: Iterable[UUID]) -> QuerySet[ReadEntry]:
    batches = ReadBatch.objects.filter(home=OuterRef("home")).order_by().values("home")
    sealed_to = batches.annotate(to=Max("last")).values("to")
    return ReadEntry.objects.filter(
        home__in=list(homes), pk__gt=Coalesce(Subquery(sealed_to), Value(0))
    )


def _seal_one(home_id: UUID) -> ReadBatch | None:
    with transaction.atomic():
        # The lock makes two that seal at once take turns.
        home = Home.objects.select_for_update().get(pk=home_id)
        settled = _unsealed([home_id]).filter(at__lte=clock.now() - SETTLED_AFTER)
        entries = list(settled.order_by("pk")[:MOST_IN_A_BATCH])
        if not entries:
            return None
        keep = clock.today().year + YEARS_READS_ARE_KEPT
        parts = {f"{place:04}": sealed_content(one) for place, one in enumerate(entries)}
        (leaf,) = append([Entry(home.log, Kind.READS, uuid4(), keep, parts)])
        return ReadBatch.objects.create(
            **leaf.columns(),
            home=home,
            first=entries[0].pk,
            last=entries[-1].pk,
            number=len(entries),
        )


def sealed_content(entry: ReadEntry) -> dict[str, object]:
    """Every column of a read, as it is sealed and as it is compared."""
    return {
        "read": entry.pk,
        "at": time_text(entry.at),
        "user": entry.user_id.hex,
        "appointment": entry.appointment_id.hex if entry.appointment_id else "",
        "visit": entry.visit_id.hex if entry.visit_id else "",
        "emergency": entry.emergency.hex if entry.emergency else "",
        "home": entry.home_id.hex,
        "view": entry.view,
        "method": entry.method,
        "session": entry.session,
        "request": entry.request.hex,
        "children": entry.children,
        "rows": entry.objects_shown,
        "names_staff": entry.names_staff,
    }
