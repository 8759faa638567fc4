"""Whom somebody rings about a home: whoever is on call, and never themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from decisions.policy.terms import Role
from infoshare.access.permissions import Permission, roles_with
from infoshare.common import clock
from infoshare.common.names import speaks_of
from infoshare.organisation.models import Appointment, Home, User

Contact = dict[str, str]


def is_on_call(home: Home, person: User) -> bool:
    """Does the home's number on call reach this person? The home holds a name, not an account."""
    return speaks_of(home.on_call_name, person.name)


def whom_to_ring(home: Home, *people: User) -> Contact | None:
    """Whoever is on call; where that is one of these people, the next one up whose number is held.

    None for no number: a link to none helps nobody.
    """
    if any(is_on_call(home, person) for person in people):
        return _next_one_up(home, people)
    if not home.on_call_number.strip():
        return None
    role = f"On call for {home.name}"
    return {"name": home.on_call_name, "role": role, "number": home.on_call_number}


def _next_one_up(home: Home, people: Iterable[User]) -> Contact | None:
    """The responsible individual; else another who may approve there, at the home first."""
    rows = (
        Appointment.objects.in_force(clock.now())
        .filter(Q(home=home) | Q(home__isnull=True, provider=home.provider_id))
        .filter(role__in=roles_with(Permission.APPROVE), user__is_active=True)
        .exclude(user__in=[one.pk for one in people])
        .exclude(user__telephone="")
        .select_related("user")
        .order_by("user__name", "starts_at")
    )
    in_order = sorted(
        rows, key=lambda one: (one.role != Role.RESPONSIBLE_INDIVIDUAL, one.home_id is None)
    )
    found = next((one for one in in_order if one.user.telephone.strip()), None)
    if found is None:
        return None
    role = found.get_role_display()
    return {"name": found.user.name, "role": role, "number": found.user.telephone}
