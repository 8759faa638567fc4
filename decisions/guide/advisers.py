"""Whom staff may ask for advice about a draft."""

from __future__ import annotations

from django.db.models import Q

from decisions.models import Draft
from infoshare.access.permissions import Permission, roles_with
from infoshare.common import clock
from infoshare.organisation.models import Appointment


def advisers_for(draft: Draft) -> list[Appointment]:
    """Those who may give advice and read this home's records, save the author; the home first."""
    roles = set(roles_with(Permission.GIVE_ADVICE)) & set(roles_with(Permission.READ_RECORDS))
    here = Q(home=draft.home) | Q(home__isnull=True, provider=draft.home.provider_id)
    rows = (
        Appointment.objects.in_force(clock.now())
        .filter(here, role__in=roles, user__is_active=True)
        .exclude(user=draft.author.user_id)
        .select_related("user", "home")
        .order_by("home", "user__name")
    )
    return sorted(rows, key=lambda one: one.home_id is None)
