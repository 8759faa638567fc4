"""Who may approve at a home, and which homes still wait to begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from decisions.policy.terms import Role
from infoshare.access.permissions import Permission, roles_with
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, User

PEOPLE_NEEDED = 2


def people_who_may_approve(home: Home) -> list[Appointment]:
    """Each person once, by the appointment under which they approve there now."""
    return who_may_approve([home])[home.pk]


def who_may_approve(homes: Iterable[Home]) -> dict[UUID, list[Appointment]]:
    """By home: as above, for several homes in one query. Accounts switched off do not count."""
    homes = list(homes)
    here = Q(home__in=homes) | Q(home__isnull=True, provider__in={one.provider_id for one in homes})
    rows = (
        Appointment.objects.in_force(clock.now())
        .filter(here, role__in=roles_with(Permission.APPROVE), user__is_active=True)
        .select_related("user")
        .order_by("user__name", "starts_at")
    )
    found: dict[UUID, dict[UUID, Appointment]] = {home.pk: {} for home in homes}
    for row in sorted(rows, key=lambda one: one.home_id is None):
        for home in homes:
            if row.home_id == home.pk or (
                row.home_id is None and row.provider_id == home.provider_id
            ):
                found[home.pk].setdefault(row.user_id, row)
    return {pk: list(people.values()) for pk, people in found.items()}


def outside_people(provider: Provider) -> QuerySet[Appointment]:
    """Everybody who was ever named as a second person from outside, the newest first."""
    return (
        Appointment.objects.filter(provider=provider, role=Role.OUTSIDE_SECOND_PERSON.value)
        .select_related("user")
        .order_by("-starts_at")
    )


@dataclass(frozen=True)
class Beginning:
    """How a home stands with its two people, for those who can do something about it."""

    home: Home
    people: int

    @property
    def wants_somebody(self) -> bool:
        return self.people < PEOPLE_NEEDED


def not_live_for(user: User) -> list[Home]:
    """The homes at which this person records, and which have not begun."""
    return list(homes_where(user, Permission.RECORD).filter(gone_live__isnull=True))


def beginnings_for(user: User) -> list[Beginning]:
    """The homes that this person can let begin: those that have not, or that lack a person now."""
    homes = list(homes_where(user, Permission.GO_LIVE).select_related("gone_live"))
    people = who_may_approve(homes) if homes else {}
    rows = [Beginning(home, len(people[home.pk])) for home in homes]
    return [one for one in rows if one.wants_somebody or not one.home.is_live]
