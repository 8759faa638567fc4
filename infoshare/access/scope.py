"""Which homes a person reaches, and as what. The one choke point of access.

Every query of a child's data starts from here (`visible_to`, `owned_by`). Appointments and
visits are judged by the clock at each call: who left an hour ago reaches nothing now.
"""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from infoshare.access.permissions import Permission, roles_with, visitor_roles_with
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, User, Visit


def appointments_of(user: User) -> QuerySet[Appointment]:
    """This person's appointments in force now."""
    return Appointment.objects.in_force(clock.now()).filter(user=user, user__is_active=True)


def visit_of(user: User) -> Visit | None:
    """The visit that this person is on, if one is in force now."""
    return Visit.objects.in_force(clock.now()).filter(visitor=user).select_related("home").first()


def homes_where(user: User, permission: Permission) -> QuerySet[Home]:
    """The homes at which this person has the permission now."""
    granting = appointments_of(user).filter(role__in=roles_with(permission))
    at_home = Q(pk__in=granting.filter(home__isnull=False).values("home"))
    at_all_homes = Q(provider__in=granting.filter(home__isnull=True).values("provider"))
    visiting = Q(
        pk__in=Visit.objects.in_force(clock.now())
        .filter(visitor=user, visitor__is_active=True, role__in=visitor_roles_with(permission))
        .values("home")
    )
    return Home.objects.filter(at_home | at_all_homes | visiting)


def providers_where(user: User, permission: Permission) -> QuerySet[Provider]:
    """The providers of the homes at which this person has the permission now."""
    return Provider.objects.filter(homes__in=homes_where(user, permission)).distinct()


def may(user: User, permission: Permission, home: Home | None = None) -> bool:
    """Has this person the permission now: at this home, or anywhere where none is given?"""
    if permission in (Permission.PUBLIC, Permission.SIGNED_IN):
        return True
    homes = homes_where(user, permission)
    if home is not None:
        homes = homes.filter(pk=home.pk)
    return homes.exists()


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
