"""One thing to follow up, as a page or a list shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from children.models import EmergencyAccess
from decisions.models import AdviceAsked, Draft, SharingDecision
from decisions.policy.terms import SERIOUS

_SERIOUS = [str(severity.value) for severity in SERIOUS]
_NO_CHILD_YET = "no child chosen yet"

# With what a question adds to each.
Records = QuerySet[Any]


class Weight(IntEnum):
    """What comes first among things that are equally late."""

    DANGER = 0
    CHILD = 1
    RECORD = 2


class Place(IntEnum):
    """Whose a follow-up is, for the person who reads the list; in the order of the page."""

    HIGHER = 0
    MINE = 1
    OTHERS = 2


@dataclass(frozen=True)
class Subject:
    """What a follow-up is about: a record by its code, or a draft, and where it opens."""

    code: str
    url: str
    initials: str
    home: str
    # The row itself: what a page says that it shows.
    row: SharingDecision | Draft | AdviceAsked | EmergencyAccess


def record_of(decision: SharingDecision, page: str = "record") -> Subject:
    return Subject(
        code=decision.code,
        url=reverse(page, args=[decision.pk]),
        initials=decision.child.initials,
        home=decision.home.name,
        row=decision,
    )


def draft_of(draft: Draft, *, own: bool) -> Subject:
    """A draft has no code yet, and shows nothing of its text.

    It opens for its author; for whoever is in charge, where it can be taken over.
    """
    return Subject(
        code="Draft",
        url=reverse("draft" if own else "draft-take-over", args=[draft.pk]),
        initials=draft.child.initials if draft.child else _NO_CHILD_YET,
        home=draft.home.name,
        row=draft,
    )


@dataclass(frozen=True)
class Next:
    """Who can close a follow-up now: in words, and by their accounts.

    `gone_higher` says that it waited too long, or came to them past somebody below; `below` are
    those past whom it came, who can still close it.
    """

    words: str
    people: frozenset[UUID] = frozenset()
    gone_higher: bool = False
    below: frozenset[UUID] = frozenset()

    def higher(self) -> Next:
        return replace(self, gone_higher=True)


@dataclass(frozen=True)
class FollowUp:
    """`rule` is the id in the decision table that asks for it, `source` says so in words.

    `since` is when it began to be open, `due` when it is late, `next` who can close it.
    """

    question: str
    rule: str
    source: str
    what: str
    about: Subject
    since: datetime
    due: datetime
    next: Next
    weight: Weight = Weight.RECORD

    def __post_init__(self) -> None:
        # Two times on the home's clock are compared by what the clock shows, and it is put back
        # once a year; in UTC there is one order.
        object.__setattr__(self, "since", self.since.astimezone(UTC))
        object.__setattr__(self, "due", self.due.astimezone(UTC))

    def is_late(self, now: datetime) -> bool:
        return now >= self.due

    def place_for(self, person: UUID) -> Place:
        """Is it this person's to do, come higher to them, or somebody else's?"""
        if person in self.next.below:
            return Place.MINE
        if person not in self.next.people:
            return Place.OTHERS
        return Place.HIGHER if self.next.gone_higher else Place.MINE


def shown(records: Records) -> Records:
    """With what a row shows, so that a list costs no further query."""
    return records.select_related("home", "child", "author__user").order_by("recorded_at")


def is_serious(record: SharingDecision) -> bool:
    """Is it about significant harm, or urgent: what may not wait?"""
    return record.urgent or record.emergency or record.severity in _SERIOUS


def weight_of(record: SharingDecision, otherwise: Weight = Weight.CHILD) -> Weight:
    return Weight.DANGER if is_serious(record) else otherwise
