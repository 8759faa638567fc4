"""Telling people that their password or a factor changed (ASVS 6.3.7).

It stands on the start page for some days and in every session, so that whoever changed it cannot
hide it by reading it first. No mail is sent: many staff have no address at work.
"""

from __future__ import annotations

from django.db.models import QuerySet

from infoshare.common import clock
from infoshare.organisation.models import SignInChange, User


def note_change(user: User, what: SignInChange.What) -> SignInChange:
    """Remember what changed, so that its owner is told."""
    return SignInChange.objects.create(person=user, what=what.value, at=clock.now())


def changes_to_tell(user: User) -> QuerySet[SignInChange]:
    """What changed in the last days, the newest first."""
    since = clock.now() - SignInChange.TOLD_FOR
    return SignInChange.objects.filter(person=user, at__gt=since)
