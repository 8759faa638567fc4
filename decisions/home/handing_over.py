"""Drafts that change hands: those that this person may take over, those taken over from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from decisions.models import HandOver
from decisions.recording.waiting_drafts import hours_until_it_presses, pressing_drafts, waiting
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where, may
from infoshare.organisation.models import User


def drafts_of_others(user: User, now: datetime) -> dict[str, Any]:
    """How many drafts of others this person may take over, and how many of them press."""
    if not may(user, Permission.TAKE_OVER_DRAFT):
        return {}
    number = waiting(user).count()
    pressing = pressing_drafts(user, now).count()
    hours = hours_until_it_presses(homes_where(user, Permission.TAKE_OVER_DRAFT), now)
    return {
        "others_drafts": {
            "number": number,
            "pressing": pressing,
            # Providers may differ; the shortest time is true of all of them.
            "hours": min(hours.values(), default=0),
            "url": reverse("drafts"),
        }
    }


def taken_from(user: User) -> list[HandOver]:
    """Drafts that somebody took over from this person and has not signed yet."""
    rows = (
        HandOver.objects.filter(
            from_author__user=user, draft__home__in=homes_where(user, Permission.RECORD)
        )
        .exclude(draft__author__user=user)
        .select_related("draft__child", "draft__author__user")
        .order_by("draft", "-at")
    )
    newest: dict[Any, HandOver] = {}
    for row in rows:
        newest.setdefault(row.draft_id, row)
    return list(newest.values())


def taken_rows(found: list[HandOver]) -> list[dict[str, Any]]:
    """Each of them as the start page shows it."""
    return [_row(row) for row in found]


def _row(row: HandOver) -> dict[str, Any]:
    child, when = row.draft.child, timezone.localtime(row.at)
    by = row.draft.author.user.name
    return {
        "label": f"Your draft: {child.initials if child else 'no child chosen yet'}",
        "url": reverse("draft", args=[row.draft_id]),
        "hint": f"{by} took it over at {when:%H:%M on} {when.day} {when:%B}.",
        "status": "Taken over",
        "kind": "information",
    }
