"""A change at a home, or at all homes of its provider, as an entry of each home's log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from infoshare.common import clock
from infoshare.ledger.append import Appended, Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Home, Provider

# 15 years from the last entry (regulation 37 of the Children's Homes (England) Regulations 2015;
# not yet confirmed by a lawyer), and the rest of that year.
YEARS_CHANGES_ARE_KEPT = 16


def homes_of(provider: Provider) -> list[Home]:
    return list(provider.homes.order_by("pk"))


def seal_change(
    homes: Iterable[Home],
    ref: UUID,
    facts: Mapping[str, object],
    text: Mapping[str, object] | None = None,
) -> list[Appended]:
    """One entry in the log of each home that the change is about, in the order given."""
    keep = clock.today().year + YEARS_CHANGES_ARE_KEPT
    contents = {"facts": dict(facts), "text": dict(text or {})}
    return append([Entry(home.log, Kind.CHANGE, ref, keep, contents) for home in homes])
