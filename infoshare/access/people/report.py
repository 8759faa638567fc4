"""Who has access, who lost it and how long that took, and who may change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from decisions.policy.terms import Role
from infoshare.access.permissions import Permission
from infoshare.access.reads.models import ReadEntry
from infoshare.access.scope import providers_where
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Suspension, User

REPORTED = timedelta(days=365)
SUSPENDED = "Suspended"


def _appointments(user: User) -> QuerySet[Appointment]:
    providers = providers_where(user, Permission.READ_WHO_HAS_ACCESS)
    return (
        Appointment.objects.filter(provider__in=providers)
        .select_related(
            "user", "home", "provider", "agreement__answered_by__user", "agreement__proposal"
        )
        .prefetch_related("ends")
    )


def current(user: User) -> list[Appointment]:
    """Every role in force now, home by home; those who serve all homes come first."""
    rows = _appointments(user).in_force(clock.now())  # type: ignore[attr-defined]
    return sorted(
        rows, key=lambda one: (one.home.name if one.home else "", one.role, one.user.name)
    )


def administrators(user: User) -> list[Appointment]:
    return [one for one in current(user) if one.role == Role.ADMINISTRATOR]


@dataclass(frozen=True)
class Leaver:
    """Somebody's role that is over, or who was suspended: since when, and when access ended."""

    user: User
    role: str
    home: Home | None
    left_at: datetime
    access_ended_at: datetime

    @property
    def minutes(self) -> int:
        """Each minute that began counts: one second of access is not none."""
        return ceil((self.access_ended_at - self.left_at).total_seconds() / 60)


def leavers(user: User) -> list[Leaver]:
    """The roles that ended and the suspensions of the last year, the newest first."""
    now = clock.now()
    rows = _appointments(user).filter(ends_at__lte=now, ends_at__gt=now - REPORTED)
    ended = rows.annotate(read_last=_last_read(appointment=OuterRef("pk"))).order_by("pk")
    found = [*map(_left, ended), *map(_suspended, _suspensions(user, now - REPORTED))]
    return sorted(found, key=lambda one: one.left_at, reverse=True)


def _suspensions(user: User, since: datetime) -> QuerySet[Suspension]:
    """Each with the last page that was shown while it kept somebody out."""
    providers = providers_where(user, Permission.READ_WHO_HAS_ACCESS)
    meanwhile = _last_read(user=OuterRef("person"), at__gt=OuterRef("recorded_at"))
    lifted = _last_read(
        user=OuterRef("person"),
        at__gt=OuterRef("recorded_at"),
        at__lt=OuterRef("lift__recorded_at"),
    )
    theirs = Appointment.objects.filter(provider__in=providers).values("user")
    return (
        Suspension.objects.filter(person__in=theirs, recorded_at__gt=since)
        .annotate(
            read_last=Case(When(lift__isnull=True, then=meanwhile), default=lifted),
        )
        .select_related("person")
        .order_by("pk")
    )


def _last_read(**what: Any) -> Subquery:
    """When a page about a child was last shown, as the log of reads says."""
    return Subquery(ReadEntry.objects.filter(**what).order_by("-at").values("at")[:1])


def _left(one: Any) -> Leaver:
    """Access was lost at the end that is written down: or later, and this says how much.

    Later where the end was written down too late, and where a page was shown under the role
    after it. Both are measured: were something to let a leaver in, it would show here.
    """
    seen = [end.said_at for end in one.ends.all()]
    if one.read_last is not None:
        seen.append(one.read_last)
    return Leaver(
        one.user, one.get_role_display(), one.home, one.ends_at, max([one.ends_at, *seen])
    )


def _suspended(one: Any) -> Leaver:
    since = one.recorded_at
    return Leaver(one.person, SUSPENDED, None, since, max(since, one.read_last or since))
