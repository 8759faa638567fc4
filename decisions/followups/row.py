"""One thing to follow up, as a page or a list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.db.models import QuerySet

from decisions.models import SharingDecision
from decisions.policy.terms import SERIOUS, Role

_SERIOUS = [str(severity.value) for severity in SERIOUS]


class Weight(IntEnum):
    """What comes first among things that are equally late."""

    DANGER = 0
    CHILD = 1
    RECORD = 2


@dataclass(frozen=True)
class FollowUp:
    """`rule` is the id in the decision table that asks for it, `source` says so in words.

    `since` is when it began to be open, `due` when it is late, `next_person` who can close it.
    """

    question: str
    rule: str
    source: str
    what: str
    decision: SharingDecision
    since: datetime
    due: datetime
    next_person: str
    weight: Weight = Weight.RECORD

    def is_late(self, now: datetime) -> bool:
        return now >= self.due


def shown(records: QuerySet[SharingDecision]) -> QuerySet[SharingDecision]:
    """With what a row shows, so that a list costs no further query."""
    return records.select_related("home", "child", "author__user").order_by("recorded_at")


def author_of(record: SharingDecision) -> str:
    return f"{record.author.user.name}, {Role(record.author.role).label.lower()}"


def is_serious(record: SharingDecision) -> bool:
    """Is it about significant harm, or urgent: what may not wait?"""
    return record.urgent or record.emergency or record.severity in _SERIOUS
