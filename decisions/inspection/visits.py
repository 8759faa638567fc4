"""Visits of inspectors and of the independent person, as lists show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse

from decisions.policy.terms import VisitorRole
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for, homes_where
from infoshare.common.times_in_words import length_in_words, moment_in_words
from infoshare.organisation.models import Appointment, Home, User, Visit
from infoshare.organisation.models.visit import VisitQuerySet
from infoshare.organisation.visit_extending import next_end

Row = dict[str, Any]


def visits_at(user: User, permission: Permission) -> VisitQuerySet:
    """Visits to the homes at which this person has the permission, the newest first."""
    return (
        Visit.objects.filter(home__in=homes_where(user, permission))
        .select_related("home", "visitor", "end")
        .prefetch_related("extensions")
        .order_by("-recorded_at")
    )


def appointment_in_charge(user: User, home: Home) -> Appointment:
    """Under which this person opens, extends and ends visits to the home; else it is not there."""
    found = appointment_for(user, Permission.OPEN_VISIT, home)
    if found is None:
        raise Http404
    return found


def state(visit: Visit, now: datetime) -> tuple[str, str]:
    """A word for how the visit stands, and how it looks."""
    if hasattr(visit, "end"):
        return f"Ended {moment_in_words(visit.end.recorded_at)}", "neutral"
    if visit.open_until <= now:
        return "Over", "neutral"
    return "Open", "attention"


def is_open(visit: Visit, now: datetime) -> bool:
    return not hasattr(visit, "end") and visit.open_until > now


def full_row(visit: Visit, now: datetime) -> Row:
    """A row for whoever opens visits: who, where and until when."""
    who = f"{visit.visitor.name}, {VisitorRole(visit.role).label}"
    url = reverse("visit-receipt", args=[visit.pk])
    return {**own_record_row(visit, now), "label": who, "url": url}


def open_card(visit: Visit, now: datetime) -> Row:
    """A visit that is open now: its end, the time left, and until when one tap would keep it."""
    longer = next_end(visit)
    return {
        "visit": visit,
        "until": visit.open_until,
        "left": length_in_words(visit.open_until - now),
        "was_until": visit.open_until.isoformat(),
        "longer": longer,
    }


def own_record_row(visit: Visit, now: datetime) -> Row:
    """A row of the home's own record of visits: which office, when and until when, no name."""
    word, kind = state(visit, now)
    since, until = moment_in_words(visit.recorded_at), moment_in_words(visit.open_until)
    return {
        "label": VisitorRole(visit.role).label,
        "hint": f"{visit.home.name}. Opened {since}, until {until}.",
        "status": word,
        "kind": kind,
    }


def facts_of(visit: Visit, now: datetime) -> list[Row]:
    """Who visited, where, from when until when, and who let them in."""
    word, _ = state(visit, now)
    longer = [
        f"{one.extended_by.signature}, {moment_in_words(one.recorded_at)}: "
        f"until {moment_in_words(one.until)}"
        for one in visit.extensions.select_related("extended_by__user").order_by("recorded_at")
    ]
    return [
        {"key": "Who", "value": f"{visit.visitor.name}, {VisitorRole(visit.role).label}"},
        {"key": "Home", "value": visit.home.name},
        {"key": "Opened", "value": moment_in_words(visit.recorded_at)},
        {"key": "Opened by", "value": visit.opened_by.signature},
        *([{"key": "Extended by", "value": longer}] if longer else []),
        {"key": "Until", "value": moment_in_words(visit.open_until)},
        {"key": "Now", "value": word},
    ]
