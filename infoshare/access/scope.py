"""Which homes a person reaches, and as what. The one choke point of access.

Every query of a child's data starts from here (`visible_to`, `owned_by`). Appointments and
visits are judged by the clock, at each call or once a request: who left an hour ago reaches
nothing now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from decisions.policy.terms import Role, VisitorRole
from infoshare.access.permissions import (
    GRANTS,
    VISITOR_GRANTS,
    Permission,
    roles_with,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, User, Visit


def appointments_of(user: User) -> QuerySet[Appointment]:
    """This person's appointments in force now."""
    return Appointment.objects.in_force(clock.now()).filter(user=user, user__is_active=True)


@dataclass(frozen=True)
class Reach:
    """The homes at which one person has each permission, as they were when it was asked."""

    homes: Mapping[Permission, frozenset[UUID]]
    provider_of: Mapping[UUID, UUID]
    # The home that they work at, longest where there are several; none for the whole provider.
    works_at: UUID | None
    visit: Visit | None

    @property
    def permissions(self) -> frozenset[Permission]:
        """Whatever they may do at some home."""
        return frozenset(self.homes)

    def where(self, *permissions: Permission) -> list[UUID]:
        """The homes at which they have one of these permissions, in a steady order."""
        found = (self.homes.get(permission, frozenset()) for permission in permissions)
        return sorted(frozenset[UUID]().union(*found))

    def where_all(self, first: Permission, *others: Permission) -> list[UUID]:
        """The homes at which they have each of these permissions, in a steady order."""
        held = self.homes.get(first, frozenset())
        return sorted(held.intersection(*(self.where(one) for one in others)))

    def providers_where(self, permission: Permission) -> list[UUID]:
        """The providers of the homes at which they have the permission, in a steady order."""
        return sorted({self.provider_of[home] for home in self.where(permission)})


_kept: ContextVar[dict[UUID, Reach] | None] = ContextVar("reaches of this request", default=None)


@contextmanager
def reaches_kept() -> Iterator[None]:
    """For one request: whom somebody reaches is asked of the database once, not at every turn."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def reach_of(user: User) -> Reach:
    """The homes that this person reaches now, and as what, in one or two small queries.

    Query sets are made with the ids in hand: they stay short, and an index answers them.
    """
    kept = _kept.get()
    if kept is None:
        return _reach_now(user)
    if user.pk not in kept:
        kept[user.pk] = _reach_now(user)
    return kept[user.pk]


def _reach_now(user: User) -> Reach:
    appointed = list(
        appointments_of(user).values_list(
            "role", "home", "home__provider", "provider__homes", "provider"
        )
    )
    # A visitor's account is made for the visit: it has no appointment besides.
    visit = None if appointed else _visit_now(user)
    granted = [
        (GRANTS[Role(role)], home or one_of_all, its_provider or provider)
        for role, home, its_provider, one_of_all, provider in appointed
        # A provider may have no home yet.
        if home or one_of_all
    ]
    if visit is not None:
        grants = VISITOR_GRANTS[VisitorRole(visit.role)]
        granted.append((grants, visit.home_id, visit.home.provider_id))
    homes: dict[Permission, set[UUID]] = defaultdict(set)
    for permissions, home, _ in granted:
        for permission in permissions:
            homes[permission].add(home)
    return Reach(
        homes={permission: frozenset(ids) for permission, ids in homes.items()},
        provider_of={home: provider for _, home, provider in granted},
        works_at=next((home for _, home, *_ in appointed if home), None),
        visit=visit,
    )


def _visit_now(user: User) -> Visit | None:
    visits = Visit.objects.in_force(clock.now()).filter(visitor=user, visitor__is_active=True)
    return visits.select_related("home", "visitor").first()


def visit_of(user: User) -> Visit | None:
    """The visit that this person is on, if one is in force now."""
    return reach_of(user).visit


def homes_where(user: User, *permissions: Permission) -> QuerySet[Home]:
    """The homes at which this person has one of these permissions now."""
    return Home.objects.filter(pk__in=reach_of(user).where(*permissions))


def providers_where(user: User, permission: Permission) -> QuerySet[Provider]:
    """The providers of the homes at which this person has the permission now."""
    return Provider.objects.filter(pk__in=reach_of(user).providers_where(permission))


def may(user: User, permission: Permission, home: Home | None = None) -> bool:
    """Has this person the permission now: at this home, or anywhere where none is given?"""
    if permission in (Permission.PUBLIC, Permission.SIGNED_IN):
        return True
    homes = reach_of(user).where(permission)
    return bool(homes) if home is None else home.pk in homes


def appointment_for(user: User, permission: Permission, home: Home) -> Appointment | None:
    """The appointment under which this person uses the permission at this home.

    The one at the home itself comes before one for the whole provider, the newest first.
    """
    granting = appointments_of(user).filter(role__in=roles_with(permission))
    here = granting.filter(Q(home=home) | Q(home__isnull=True, provider=home.provider_id))
    return (
        here.select_related("user", "home")
        .order_by(F("home").asc(nulls_last=True), "-starts_at")
        .first()
    )
