"""Visits of inspectors and of the independent person, as lists show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from decisions.policy.terms import VisitorRole
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.models import User, Visit
from infoshare.organisation.models.visit import VisitQuerySet

Row = dict[str, Any]


def visits_at(user: User, permission: Permission) -> VisitQuerySet:
    """Visits to the homes at which this person has the permission, the newest first."""
    return (
        Visit.objects.filter(home__in=homes_where(user, permission))
        .select_related("home", "visitor", "end")
        .order_by("-recorded_at")
    )


def state(visit: Visit, now: datetime) -> tuple[str, str]:
    """A word for how the visit stands, and how it looks."""
    if hasattr(visit, "end"):
        return f"Ended {moment_in_words(visit.end.recorded_at)}", "neutral"
    if visit.until <= now:
        return "Over", "neutral"
    return "Open", "attention"


def is_open(visit: Visit, now: datetime) -> bool:
    return not hasattr(visit, "end") and visit.until > now


def full_row(visit: Visit, now: datetime) -> Row:
    """A row for whoever opens visits: who, where and until when."""
    who = f"{visit.visitor.name}, {VisitorRole(visit.role).label}"
    return {**own_record_row(visit, now), "label": who}


def own_record_row(visit: Visit, now: datetime) -> Row:
    """A row of the home's own record of visits: which office, when and until when, no name."""
    word, kind = state(visit, now)
    since, until = moment_in_words(visit.recorded_at), moment_in_words(visit.until)
    return {
        "label": VisitorRole(visit.role).label,
        "hint": f"{visit.home.name}. Opened {since}, until {until}.",
        "status": word,
        "kind": kind,
    }
