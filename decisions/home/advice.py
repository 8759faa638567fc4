"""Drafts that wait for advice, or were put off: since when, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from decisions.models import AdviceAsked, AdviceGiven, Draft
from infoshare.common.clock import LONDON
from infoshare.organisation.models import User


@dataclass(frozen=True)
class AdviceSoFar:
    """Since when an answer on screen is waited for, and when the last advice came."""

    waits_since: datetime | None
    given_at: datetime | None

    @property
    def has_come(self) -> bool:
        return self.given_at is not None


def advice_so_far(drafts: Iterable[Draft]) -> dict[UUID, AdviceSoFar]:
    """By draft, in two queries, for those on which anything was asked or advised."""
    ids = [draft.pk for draft in drafts]
    waiting = _by_draft(
        AdviceAsked.objects.filter(draft_id__in=ids),
        since=Min("recorded_at", filter=Q(answer__isnull=True)),
    )
    given = _by_draft(AdviceGiven.objects.filter(draft_id__in=ids), at=Max("given_at"))
    return {
        pk: AdviceSoFar(waiting.get(pk, {}).get("since"), given.get(pk, {}).get("at"))
        for pk in {*waiting, *given}
    }


def _by_draft(rows: QuerySet[Any], **figures: Any) -> dict[UUID, dict[str, Any]]:
    grouped = rows.order_by().values("draft_id").annotate(**figures)
    return {row["draft_id"]: row for row in grouped}


def questions_waiting(user: User) -> int:
    """How many questions this person is still to answer."""
    return AdviceAsked.objects.waiting_for(user).count()


def near_moment(moment: datetime, now: datetime) -> str:
    """A time as one says it today: 14:05 on this day, else 3 March, 14:05."""
    here, today = moment.astimezone(LONDON), now.astimezone(LONDON).date()
    return f"{here:%H:%M}" if here.date() == today else f"{here.day} {here:%B, %H:%M}"
