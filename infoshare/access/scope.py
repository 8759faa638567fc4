"""Which homes a person reaches, and as what. The one choke point of access.

Every query of a child's data starts from here (`visible_to`, `owned_by`). Appointments and
visits are judged by the clock, at each call or once a request: who left an hour ago reaches
nothing now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from decisions.policy.terms import Role, VisitorRole
from infoshare.access.agreed import children_agreed_at
from infoshare.access.permissions import (
    EMERGENCY_GRANTS,
    GRANTS,
    VISITOR_GRANTS,
    Permission,
    roles_with,
)
from infoshare.access.wall.homes import open_at
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, User, Visit


def appointments_of(user: User) -> QuerySet[Appointment]:
    """This person's appointments in force now."""
    return Appointment.objects.in_force(clock.now()).filter(user=user, user__is_active=True)


@dataclass(frozen=True)
class InEmergency:
    """One child of another home whom somebody reaches now, and until when."""

    id: UUID
    child: UUID
    initials: str
    home: Home
    until: datetime
    # The appointment under which they reach the child.
    by: UUID


@dataclass(frozen=True)
class Reach:
    """The homes at which one person has each permission, as they were when it was asked."""

    homes: Mapping[Permission, frozenset[UUID]]
    provider_of: Mapping[UUID, UUID]
    # The home that they work at, longest where there are several; none for the whole provider.
    works_at: UUID | None
    visit: Visit | None
    # The appointment that opens each home: one at the home itself before one for the provider.
    appointment_at: Mapping[UUID, UUID]
    emergencies: tuple[InEmergency, ...] = ()
    # For the independent person: the children about whom both consents stand.
    agreed_children: frozenset[UUID] = frozenset()

    @property
    def permissions(self) -> frozenset[Permission]:
        """Whatever they may do at some home."""
        return frozenset(self.homes)

    @property
    def all_homes(self) -> frozenset[UUID]:
        """The homes of which they see anything at all, be it one child in an emergency."""
        return frozenset(one.home.pk for one in self.emergencies).union(*self.homes.values())

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

    def emergency_with(
        self, permission: Permission, home: UUID, child: UUID | None
    ) -> InEmergency | None:
        """The emergency in which they have this permission for this child of this home."""
        if permission not in EMERGENCY_GRANTS:
            return None
        return next((e for e in self.emergencies if (e.child, e.home.pk) == (child, home)), None)

    def in_emergency(self, permission: Permission, child: str = "child", home: str = "home") -> Q:
        """Rows about the children for whom they have the permission in an emergency, each at the
        one home.

        Joined with "or" to the homes at which the same is asked; where there is none, the query is
        as it was.
        """
        reached = Q(pk__in=[])
        for one in self.emergencies if permission in EMERGENCY_GRANTS else ():
            reached |= Q(**{child: one.child, home: one.home.pk})
        return reached


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
        appointments_of(user)
        .annotate(opened=Exists(_emergencies().filter(by=OuterRef("pk"))))
        .values_list(
            "role", "home", "home__provider", "provider__homes", "provider", "pk", "opened"
        )
    )
    # A visitor's account is made for the visit: it has no appointment besides.
    visit = None if appointed else _visit_now(user)
    granted = [
        (GRANTS[Role(role)], home or one_of_all, its_provider or provider)
        for role, home, its_provider, one_of_all, provider, *_ in appointed
        # A provider may have no home yet.
        if home or one_of_all
    ]
    if visit is not None:
        grants = VISITOR_GRANTS[VisitorRole(visit.role)]
        granted.append((grants, visit.home_id, visit.home.provider_id))
    agreed = _agreed_during(visit)
    if visit is not None and agreed:
        reads_some = frozenset({Permission.READ_AGREED_CHILDREN})
        granted.append((reads_some, visit.home_id, visit.home.provider_id))
    # Nearly always there is none at all, which the same query tells.
    may_cover = roles_with(Permission.REACH_IN_EMERGENCY)
    covering = {pk for role, *_, pk, opened in appointed if opened and role in may_cover}
    emergencies = _emergencies_now(covering) if covering else ()
    homes: dict[Permission, set[UUID]] = defaultdict(set)
    for permissions, home, _ in granted:
        for permission in permissions:
            homes[permission].add(home)
    return Reach(
        homes={permission: frozenset(ids) for permission, ids in homes.items()},
        provider_of={home: provider for _, home, provider in granted},
        works_at=next((home for _, home, *_ in appointed if home), None),
        visit=visit,
        appointment_at={one.home.pk: one.by for one in emergencies} | _by_home(appointed),
        emergencies=emergencies,
        agreed_children=agreed,
    )


def _by_home(appointed: list[tuple[Any, ...]]) -> dict[UUID, UUID]:
    """The appointment that opens each home: one for the provider gives way to one at the home."""
    in_order = sorted(appointed, key=lambda row: row[1] is not None)
    return {
        home or one_of_all: pk
        for _, home, _, one_of_all, _, pk, _ in in_order
        if home or one_of_all
    }


def _emergencies() -> QuerySet[Any]:
    """What is open in an emergency now, whoever opened it."""
    # By its name: the model stands in a part that is built on this one.
    opened = apps.get_model("children", "EmergencyAccess").objects
    return cast(QuerySet[Any], opened.in_force(clock.now()))


def _emergencies_now(appointments: Collection[UUID]) -> tuple[InEmergency, ...]:
    """What was opened under these appointments and is not over: without one of them, nothing."""
    opened = _emergencies().filter(by__in=appointments)
    with open_at(opened.values_list("home", flat=True)):
        rows = opened.select_related("child", "home__provider")
        return tuple(
            InEmergency(row.pk, row.child_id, row.child.initials, row.home, row.until, row.by_id)
            for row in rows.order_by("until")
        )


def _visit_now(user: User) -> Visit | None:
    visits = Visit.objects.in_force(clock.now()).filter(visitor=user, visitor__is_active=True)
    found = visits.select_related("home", "visitor").prefetch_related("extensions")
    return found.first()


def _agreed_during(visit: Visit | None) -> frozenset[UUID]:
    if visit is None or visit.role != VisitorRole.INDEPENDENT_PERSON:
        return frozenset()
    with open_at([visit.home_id]):
        return children_agreed_at(visit.home_id)


def visit_of(user: User) -> Visit | None:
    """The visit that this person is on, if one is in force now."""
    return reach_of(user).visit


def homes_where(user: User, *permissions: Permission) -> QuerySet[Home]:
    """The homes at which this person has one of these permissions now."""
    return Home.objects.filter(pk__in=reach_of(user).where(*permissions))


def providers_where(user: User, permission: Permission) -> QuerySet[Provider]:
    """The providers of the homes at which this person has the permission now."""
    return Provider.objects.filter(pk__in=reach_of(user).providers_where(permission))


def may(
    user: User, permission: Permission, home: Home | None = None, child: UUID | None = None
) -> bool:
    """Has this person the permission now: at this home, or anywhere where none is given?

    With `child`: for this child of the home, which may be one whom they reach in an emergency.
    """
    if permission in (Permission.PUBLIC, Permission.SIGNED_IN):
        return True
    reach = reach_of(user)
    homes = reach.where(permission)
    if home is None:
        return bool(homes)
    return home.pk in homes or reach.emergency_with(permission, home.pk, child) is not None


def appointment_for(
    user: User, permission: Permission, home: Home, child: UUID | None = None
) -> Appointment | None:
    """The appointment under which this person uses the permission at this home.

    The one at the home itself comes before one for the whole provider, the newest first; for a
    child reached in an emergency, the one under which they reach the child.
    """
    emergency = reach_of(user).emergency_with(permission, home.pk, child)
    if emergency is not None:
        mine = appointments_of(user).select_related("user", "home")
        return mine.filter(pk=emergency.by).first()
    granting = appointments_of(user).filter(role__in=roles_with(permission))
    here = granting.filter(Q(home=home) | Q(home__isnull=True, provider=home.provider_id))
    return (
        here.select_related("user", "home")
        .order_by(F("home").asc(nulls_last=True), "-starts_at")
        .first()
    )
