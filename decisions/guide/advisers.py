"""Whom staff may ask for advice about a draft, and who may have given it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from decisions.models import Draft
from infoshare.access.permissions import Permission, roles_with
from infoshare.common import clock
from infoshare.organisation.models import Appointment

# Who advises by office: managers, safeguarding lead, data protection officer.
_BY_OFFICE = tuple(
    role
    for role in roles_with(Permission.GIVE_ADVICE)
    if role in roles_with(Permission.READ_REGISTER)
)


def advisers_for(draft: Draft) -> list[Appointment]:
    """Those whose advice the author may write down: who advises and reads this home's records."""
    roles = set(roles_with(Permission.GIVE_ADVICE)) & set(roles_with(Permission.READ_RECORDS))
    return _once_each(_others(draft).filter(_at_this_home(draft), role__in=roles))


def may_be_asked(draft: Draft) -> list[Appointment]:
    """Those whom the author may ask on screen and who know the child; the home first.

    Never the author, and never anybody whom the draft names.
    """
    return _once_each(_others(draft).filter(_at_this_home(draft), role__in=_BY_OFFICE))


def may_be_asked_elsewhere(draft: Draft) -> list[Appointment]:
    """Managers of the provider's other homes: they do not learn who the child is.

    Nobody elsewhere where staff are named: such a concern goes no further than it must.
    """
    if draft.names_staff:
        return []
    elsewhere = (
        _others(draft)
        .filter(provider=draft.home.provider_id, home__isnull=False, role__in=_BY_OFFICE)
        .exclude(home=draft.home)
        .exclude(user__in=[one.user_id for one in may_be_asked(draft)])
    )
    return _once_each(elsewhere)


def _others(draft: Draft) -> QuerySet[Appointment]:
    """Everybody in office who is not the author and not named in the draft."""
    return (
        Appointment.objects.in_force(clock.now())
        .filter(user__is_active=True)
        .exclude(user=draft.author.user_id)
        .exclude(user__in=draft.names.all())
        .select_related("user", "home")
    )


def _at_this_home(draft: Draft) -> Q:
    return Q(home=draft.home) | Q(home__isnull=True, provider=draft.home.provider_id)


def _once_each(rows: QuerySet[Appointment]) -> list[Appointment]:
    """One appointment a person: the one at a home before one for the provider, by name."""
    ordered = sorted(rows, key=lambda one: (one.home_id is None, one.user.name, one.starts_at))
    found: dict[object, Appointment] = {}
    for one in ordered:
        found.setdefault(one.user_id, one)
    return list(found.values())
