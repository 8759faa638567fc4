"""What whoever answers for a home ought to ask about, until they have looked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, Subquery

from infoshare.access.permissions import Permission
from infoshare.access.reads.models import ReadAlert, ReadEntry
from infoshare.access.scope import reach_of
from infoshare.organisation.models import User

PAGE = "reads"
MOST_SHOWN = 50
Raise = Callable[[UUID], object]
# The part that knows children and placements says here how alerts are found.
_raisers: list[Raise] = []


def raised_by(raiser: Raise) -> None:
    """Let this be called with a home whenever alerts are looked for there."""
    if raiser not in _raisers:
        _raisers.append(raiser)


def raise_alerts(homes: Iterable[UUID]) -> None:
    """Look for what stands out in what was read at these homes."""
    for home in homes:
        for raiser in _raisers:
            raiser(home)


def unread_alerts(user: User) -> list[ReadAlert]:
    """What was raised since this person last opened the page of that home; never one's own."""
    homes = reach_of(user).where(Permission.READ_READS)
    if not homes:
        return []
    looks = ReadEntry.objects.filter(user=user, home=OuterRef("home"), view=PAGE)
    looked = looks.order_by().values("home").annotate(last=Max("at")).values("last")
    found = ReadAlert.objects.filter(home__in=homes).exclude(user=user)
    unread = found.annotate(looked=Subquery(looked)).filter(
        Q(looked__isnull=True) | Q(raised_at__gt=F("looked"))
    )
    return list(unread.select_related("home", "user").order_by("-raised_at")[:MOST_SHOWN])
