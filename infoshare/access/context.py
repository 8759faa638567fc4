"""What every page shows around its content: who is signed in, where, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from decisions.policy.terms import VisitorRole
from infoshare.access.on_call import whom_to_ring
from infoshare.access.permissions import Permission
from infoshare.access.scope import InEmergency, Reach, homes_where, reach_of
from infoshare.access.sessions.limits import sitting_of
from infoshare.access.sign_in.factors import lacks_second_factor
from infoshare.common import clock
from infoshare.common.times_in_words import length_in_words
from infoshare.organisation.models import Home, User, Visit


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    current: bool


_PLACES = (
    ("home", "Start", (Permission.SIGNED_IN,)),
    ("children", "Children", (Permission.READ_CHILDREN, Permission.READ_AGREED_CHILDREN)),
    ("register", "Records", (Permission.READ_RECORDS,)),
    ("approval-queue", "To approve", (Permission.APPROVE, Permission.STAND_IN)),
    ("follow-ups", "To follow up", (Permission.READ_FOLLOW_UPS,)),
    ("visits", "Visits", (Permission.OPEN_VISIT,)),
    ("inspection", "Counts", (Permission.READ_COUNTS,)),
    ("reads", "Who looked", (Permission.READ_READS,)),
    ("people", "People", (Permission.MANAGE_PEOPLE,)),
    ("homes", "Homes", (Permission.MANAGE_PEOPLE,)),
    ("roles-to-agree", "Roles", (Permission.PROPOSE_ROLES,)),
    ("access-report", "Who has access", (Permission.READ_WHO_HAS_ACCESS,)),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation that fits the person, the home's on-call number, the visit, the demo banner."""
    around: dict[str, Any] = {"demo": settings.MODE == "demo"}
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated or lacks_second_factor(request):
        return around
    reach = reach_of(user)
    held = reach.permissions | {Permission.SIGNED_IN}
    visit = reach.visit
    home = _home_of(user, reach)
    return {
        **around,
        "navigation": [
            Link(reverse(name), label, request.path == reverse(name))
            for name, label, permissions in _PLACES
            if not held.isdisjoint(permissions)
        ],
        "may_share_urgently": Permission.RECORD in held,
        "may_read_rules": Permission.READ_RULES in held,
        "home": home,
        "on_call": whom_to_ring(home, user) if home else None,
        "visit": _visit(visit),
        "emergencies": [_emergency(one) for one in reach.emergencies],
        "sitting": sitting_of(request),
    }


def _home_of(user: User, reach: Reach) -> Home | None:
    """The home that the page speaks for: the one visited, or worked at, or the first of several."""
    if reach.visit is not None:
        return reach.visit.home
    if reach.works_at is not None:
        return Home.objects.get(pk=reach.works_at)
    return homes_where(user, Permission.READ_RECORDS, Permission.APPROVE).first()


def _emergency(one: InEmergency) -> dict[str, Any]:
    """The banner on every page: which child, how long still, and the way to end it."""
    left = one.until - clock.now()
    return {
        "initials": one.initials,
        "home": one.home.name,
        "url": reverse("child", args=[one.child]),
        "end_url": reverse("emergency-end", args=[one.id]),
        "until": one.until,
        "left": length_in_words(left),
        "seconds_left": int(left.total_seconds()),
    }


def _visit(visit: Visit | None) -> dict[str, Any] | None:
    if visit is None:
        return None
    left = visit.open_until - clock.now()
    return {
        "name": visit.visitor.name,
        "body": VisitorRole(visit.role).label,
        "home": visit.home.name,
        "until": visit.open_until,
        "left": length_in_words(left),
        "seconds_left": int(left.total_seconds()),
    }
