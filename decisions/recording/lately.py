"""What has happened around a child lately: who was told, on which consent, coming and leaving."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from children.models import Child, Consent, Placement
from decisions.models import Addendum, Disclosure
from decisions.policy.circumstances import ConsentHeld, ToldHeld
from decisions.policy.terms import (
    AREA_AUTHORITY,
    AddendumKind,
    AgencyType,
    Basis,
    ConsentState,
    Gateway,
    Harm,
    Purpose,
)
from infoshare.organisation.models import Home

# How far back who was told, and who came or left, is looked at.
LATELY = timedelta(days=90)
# How long before its day a move that is recorded already is spoken of.
MOVES_SOON = timedelta(days=28)


_OF_ITS_RECORD = ("decision__purpose", "decision__gateway", "decision__harms__harm")
_OF_ITS_FULL_FORM = (
    "decision__completed_by__names_staff",
    "decision__completed_by__harms__harm",
)


@dataclass(frozen=True)
class Moves:
    """Coming to this home, leaving it, and a move that is known to come."""

    admitted_on: date | None = None
    discharged_on: date | None = None
    known_on: date | None = None
    placed_by_its_area: bool = False


def moves_of(child: Child, home: Home, today: date) -> Moves:
    """What the child's placement at this home says of these days. One query.

    The day on which a move became known is not kept: a share for it in these weeks counts.
    """
    here = Placement.objects.filter(child=child, home=home, starts_on__lte=today)
    placement = here.select_related("placing_authority").order_by("-starts_on").first()
    if placement is None:
        return Moves()
    since, ends = today - LATELY, placement.ends_on
    left = ends is not None and since < ends <= today
    leaves_soon = ends is not None and today < ends <= today + MOVES_SOON
    return Moves(
        admitted_on=placement.starts_on if placement.starts_on > since else None,
        discharged_on=ends if left else None,
        known_on=max(placement.starts_on, since) if leaves_soon else None,
        placed_by_its_area=placement.placing_authority.type in AREA_AUTHORITY,
    )


def told_lately(
    child: Child, now: datetime, *, linked: Collection[UUID | None] = ()
) -> tuple[ToldHeld, ...]:
    """Who has been told about this child, of what. One query.

    `linked` are the records that the new one completes or follows. Any other that names staff does
    not count: whoever it names must not learn of it. An urgent record says no kind of harm; its
    full form does.
    """
    own = [pk for pk in linked if pk is not None]
    lately = Q(shared_at__gt=now - LATELY, decision__names_staff=False)
    left = _rightly_shared(child).filter(lately | Q(decision__in=own)).order_by("shared_at", "seq")
    rows = left.values(
        *("pk", "recipient_type", "shared_at", "decision", *_OF_ITS_RECORD, *_OF_ITS_FULL_FORM)
    )
    # One row for each kind of harm.
    by_disclosure = [list(same) for _, same in groupby(rows, key=itemgetter("pk"))]
    return tuple(_told(same, own) for same in by_disclosure)


def _told(same: list[dict[str, Any]], linked: Collection[UUID]) -> ToldHeld:
    one, purpose, gateway = same[0], same[0]["decision__purpose"], same[0]["decision__gateway"]
    said = {row["decision__harms__harm"] for row in same}
    if one["decision__completed_by__names_staff"] is False:
        said |= {row["decision__completed_by__harms__harm"] for row in same}
    return ToldHeld(
        agency_type=AgencyType(one["recipient_type"]),
        at=one["shared_at"],
        purpose=Purpose(purpose) if purpose else None,
        gateway=Gateway(gateway) if gateway else None,
        harms=tuple(Harm(code) for code in sorted(filter(None, said))),
        linked=one["decision"] in linked,
    )


def _rightly_shared(child: Child) -> QuerySet[Disclosure]:
    rightly = ~Q(decision__addenda__kind=AddendumKind.REFILED.value)
    return Disclosure.objects.filter(rightly, decision__child=child)


def shared_on_withdrawn_consent(child: Child, consents: Iterable[ConsentHeld]) -> int:
    """How many were told on a consent that was taken back since, and do not know it.

    No query where none of the consents that stand on record was taken back.
    """
    if not any(consent.state is ConsentState.WITHDRAWN for consent in consents):
        return 0
    withdrawn = Consent.objects.filter(
        state=ConsentState.WITHDRAWN.value,
        child=OuterRef("decision__child"),
        recipient=OuterRef("recipient"),
        recorded_at__gt=OuterRef("shared_at"),
    ).order_by("-recorded_at")
    told = Addendum.objects.filter(
        decision=OuterRef("decision"), kind=AddendumKind.TOLD.value
    ).order_by("-recorded_at")
    rows = (
        _rightly_shared(child)
        .filter(decision__names_staff=False, recipient__isnull=False)
        .filter(decision__basis=Basis.A6_1_A.value)
        .annotate(
            withdrawn_at=Subquery(withdrawn.values("recorded_at")[:1]),
            told_at=Subquery(told.values("recorded_at")[:1]),
        )
        .filter(withdrawn_at__isnull=False)
        .values_list("withdrawn_at", "told_at")
    )
    return sum(told_at is None or told_at < withdrawn_at for withdrawn_at, told_at in rows)
