"""Drafts of others that wait at somebody's homes, and since when they press."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from decisions.models import Draft
from decisions.models.draft import DraftQuerySet
from decisions.recording.circumstances import settings_in_force
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.organisation.models import Home, User


def waiting(user: User) -> DraftQuerySet:
    """Others' drafts that this person may take over, without their text: it is not even read."""
    found: DraftQuerySet = Draft.objects.waiting_at_homes_of(user)
    return found.select_related("home", "child", "author__user", "completes").defer(
        "answers", "typed"
    )


def hours_until_it_presses(homes: Iterable[Home], now: datetime) -> dict[UUID, int]:
    """By provider: after how many hours a draft about serious harm goes to those in charge."""
    first: dict[UUID, Home] = {}
    for home in homes:
        first.setdefault(home.provider_id, home)
    return {
        provider: settings_in_force(home, now).draft_escalation_hours
        for provider, home in first.items()
    }


def pressing_drafts(user: User, now: datetime) -> DraftQuerySet:
    """Of those that wait: about serious harm, and begun longer ago than the settings allow."""
    homes = homes_where(user, Permission.TAKE_OVER_DRAFT).select_related("provider")
    long_ago = Q(pk__in=[])
    for provider, hours in hours_until_it_presses(homes, now).items():
        long_ago |= Q(home__provider=provider, created_at__lte=now - timedelta(hours=hours))
    return waiting(user).that_can_go_on().serious().filter(long_ago)
