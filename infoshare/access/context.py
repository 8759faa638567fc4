"""What every page shows around its content: who is signed in, where, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from decisions.policy.terms import Role, VisitorRole
from infoshare.access.permissions import GRANTS, VISITOR_GRANTS, Permission
from infoshare.access.scope import appointments_of, homes_where, visit_of
from infoshare.organisation.models import Home, User, Visit


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    current: bool


_PLACES = (
    ("home", "Start", Permission.SIGNED_IN),
    ("children", "Children", Permission.READ_CHILDREN),
    ("register", "Records", Permission.READ_RECORDS),
    ("approval-queue", "To approve", Permission.APPROVE),
    ("follow-ups", "To follow up", Permission.READ_FOLLOW_UPS),
    ("visits", "Visits", Permission.OPEN_VISIT),
    ("inspection", "Counts", Permission.READ_COUNTS),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation that fits the person, the home's on-call number, the visit, the demo banner."""
    around: dict[str, Any] = {"demo": settings.MODE == "demo"}
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return around
    held = _permissions(user)
    visit = visit_of(user)
    home = _home_of(user, visit)
    return {
        **around,
        "navigation": [
            Link(reverse(name), label, request.path == reverse(name))
            for name, label, permission in _PLACES
            if permission in held
        ],
        "may_share_urgently": Permission.RECORD in held,
        "home": home,
        "on_call": _on_call(home),
        "visit": _visit(visit),
    }


def _permissions(user: User) -> frozenset[Permission]:
    """Everything this person may do at some home now."""
    held = {Permission.SIGNED_IN}
    for role in appointments_of(user).values_list("role", flat=True):
        held |= GRANTS[Role(role)]
    visit = visit_of(user)
    if visit is not None:
        held |= VISITOR_GRANTS[VisitorRole(visit.role)]
    return frozenset(held)


def _home_of(user: User, visit: Visit | None) -> Home | None:
    """The home that the page speaks for: the one visited, or worked at, or the first of several."""
    if visit is not None:
        return visit.home
    at_home = appointments_of(user).filter(home__isnull=False).select_related("home").first()
    if at_home is not None:
        return at_home.home
    return homes_where(user, Permission.READ_RECORDS).first()


def _on_call(home: Home | None) -> dict[str, str] | None:
    """Whom to ring; nobody where no number is held, because a link to none helps nobody."""
    if home is None or not home.on_call_number.strip():
        return None
    return {"name": home.on_call_name, "number": home.on_call_number}


def _visit(visit: Visit | None) -> dict[str, Any] | None:
    if visit is None:
        return None
    return {
        "name": visit.visitor.name,
        "body": VisitorRole(visit.role).label,
        "home": visit.home.name,
        "until": visit.until,
    }
