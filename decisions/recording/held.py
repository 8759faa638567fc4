"""What is held about children, in the values that rules read: consents, and who is not told.

For several children at once: each function is a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from children.models import Child, Consent
from children.models import NotToBeTold as Listed
from decisions.policy.circumstances import ConsentHeld, NotToBeTold
from decisions.policy.terms import (
    AgencyType,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
)

Held = TypeVar("Held")


def not_to_be_told_of(children: Iterable[Child]) -> dict[UUID, tuple[NotToBeTold, ...]]:
    """By child: the do-not-disclose list, with what was lifted."""
    entries = Listed.objects.filter(child__in=children).order_by("pk")
    return _by_child(
        (
            entry.child_id,
            NotToBeTold(
                name=entry.name, agency=entry.agency_id, lifted=entry.lifted_at is not None
            ),
        )
        for entry in entries
    )


def consents_of(children: Iterable[Child]) -> dict[UUID, tuple[ConsentHeld, ...]]:
    """By child: what was recorded last of each consent."""
    standing = Consent.objects.standing().filter(child__in=children)
    rows = standing.prefetch_related("items").order_by("pk")
    return _by_child((consent.child_id, _as_held(consent)) for consent in rows)


def _as_held(consent: Consent) -> ConsentHeld:
    return ConsentHeld(
        giver=ConsentGiver(consent.giver),
        state=ConsentState(consent.state),
        purpose=Purpose(consent.purpose),
        recipient=consent.recipient_id,
        recipient_type=AgencyType(consent.recipient_type) if consent.recipient_type else None,
        items=tuple(
            sorted((InformationCategory(item.category) for item in consent.items.all()), key=str)
        ),
        given_on=consent.given_on,
        expires_on=consent.expires_on,
        explicit=consent.explicit,
        explained=consent.explained,
        told_of_withdrawal=consent.told_of_withdrawal,
        competence_assessed=consent.competence_assessed,
        responsibility_evidenced=consent.responsibility_evidenced,
    )


def _by_child(rows: Iterable[tuple[UUID, Held]]) -> dict[UUID, tuple[Held, ...]]:
    found: dict[UUID, list[Held]] = defaultdict(list)
    for child, one in rows:
        found[child].append(one)
    return defaultdict(tuple, {child: tuple(some) for child, some in found.items()})


def listed_at(child: Child, moment: datetime) -> tuple[NotToBeTold, ...]:
    """The do-not-disclose list as it stood at a moment."""
    entries = Listed.objects.filter(child=child, added_at__lte=moment).order_by("pk")
    return tuple(
        NotToBeTold(
            name=entry.name,
            agency=entry.agency_id,
            lifted=entry.lifted_at is not None and entry.lifted_at <= moment,
        )
        for entry in entries
    )


def consents_at(child: Child, moment: datetime) -> tuple[ConsentHeld, ...]:
    """What had been recorded last of each consent at a moment."""
    rows = Consent.objects.filter(child=child, recorded_at__lte=moment)
    followed = rows.filter(follows__isnull=False).values("follows")
    standing = rows.exclude(pk__in=followed).prefetch_related("items").order_by("pk")
    return tuple(_as_held(consent) for consent in standing)
