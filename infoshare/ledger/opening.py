"""Opening a log: its name, its head and its first entry."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from infoshare.common import clock
from infoshare.ledger.append import Entry, append_any_kind, demand_transaction
from infoshare.ledger.keys import public_key
from infoshare.ledger.kinds import KEPT_FOR_EVER, Kind
from infoshare.ledger.models import Head, Log


def open_log(*, home: str, number: str, provider: str, now: datetime | None = None) -> UUID:
    """Begin the log of a home and return its name. Call it inside transaction.atomic.

    `number` is the home's registration number; home and provider are names as they now stand.
    Raises NotInTransaction, EntryRefused for text that cannot be sealed, and ImproperlyConfigured
    when there is no key.
    """
    demand_transaction()
    opened_at = now or clock.now()
    log = uuid4()
    genesis = {
        "home": home,
        "number": number,
        "provider": provider,
        "origin": origin(log),
        "key": public_key().hex(),
        "previous": None,
    }
    Log.objects.create(id=log, opened_at=opened_at)
    Head.objects.create(log=log, size=0, last_at=opened_at, frontier=b"")
    entry = Entry(log, Kind.GENESIS, uuid4(), KEPT_FOR_EVER, {"genesis": genesis})
    append_any_kind([entry], now=opened_at)
    return log


def origin(log: UUID) -> str:
    """The name under which a log's checkpoints are signed."""
    return f"infoshare/{log.hex}"
