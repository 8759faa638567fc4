"""Which child a typed name means, who tries too often, and what waits to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from children.around import in_force_on
from children.models import Child, EmergencyAccess, EmergencyMiss, Placement
from infoshare.access.permissions import Permission, roles_with
from infoshare.access.scope import appointments_of, reach_of
from infoshare.common import clock
from infoshare.common.names import speaks_of
from infoshare.common.working_days import working_days_after
from infoshare.organisation.models import Appointment, Home, User

TRIES = 5
TRIES_ARE_COUNTED_FOR = timedelta(minutes=15)


def other_homes(user: User) -> QuerySet[Home]:
    """The homes of this person's provider whose children they do not read anyway."""
    reach = reach_of(user)
    providers = reach.providers_where(Permission.REACH_IN_EMERGENCY)
    own = reach.where(Permission.READ_CHILDREN)
    return Home.objects.filter(provider__in=providers).exclude(pk__in=own)


def covering_as(user: User, home: Home) -> Appointment | None:
    """The appointment under which this person reaches a child of another home."""
    roles = roles_with(Permission.REACH_IN_EMERGENCY)
    mine = appointments_of(user).filter(role__in=roles, provider=home.provider_id)
    return mine.select_related("user", "home").order_by("-starts_at").first()


def the_one_child(home: Home, name: str, born: date) -> Child | None:
    """The one child living there now with this name and date of birth; None for none or several.

    The name is the whole name, or what the child is called with the family name; capitals,
    accents and the order of its parts do not matter.
    """
    here = Placement.objects.filter(
        in_force_on(clock.today()), home=home, child__birth_date=born
    ).select_related("child")
    found = {row.child for row in here if _is_called(row.child, name)}
    return found.pop() if len(found) == 1 else None


def _is_called(child: Child, name: str) -> bool:
    names = [child.full_name]
    if child.known_as:
        names.append(f"{child.known_as} {child.family_name}")
    return any(speaks_of(name, one) and speaks_of(one, name) for one in names)


def tries_too_often(user: User) -> bool:
    """Did this person type names that fit nobody, again and again, a short while ago?"""
    since = clock.now() - TRIES_ARE_COUNTED_FOR
    return EmergencyMiss.objects.filter(person=user, at__gt=since).count() >= TRIES


def to_review(user: User) -> QuerySet[EmergencyAccess]:
    """What nobody has looked at yet, at the homes that this person answers for."""
    found = EmergencyAccess.objects.for_review_by(user).not_reviewed().exclude(by__user=user)
    return found.select_related("child", "home", "by__user", "end").order_by("recorded_at")


def to_end(user: User) -> QuerySet[EmergencyAccess]:
    """What this person may end: their own, and that of others at the homes they answer for."""
    own = EmergencyAccess.objects.filter(by__user=user)
    found = own | EmergencyAccess.objects.for_review_by(user)
    return found.select_related("child", "home", "by__user")


def not_reviewed_in_time(homes: Iterable[Home], now: datetime) -> Counter[UUID]:
    """By home: how many nobody has looked at, a working day after they were opened."""
    waiting = EmergencyAccess.objects.filter(home__in=list(homes)).not_reviewed()
    return Counter(one.home_id for one in waiting if review_is_due(one) <= now)


def review_is_due(access: EmergencyAccess) -> datetime:
    """One working day after it was opened."""
    return working_days_after(access.recorded_at, 1)
