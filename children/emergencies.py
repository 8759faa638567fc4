"""Who reached a child in an emergency from another home, for the child's file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from children.models import Child, EmergencyAccess
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.models import Home, User


def emergencies_of(child: Child, home: Home, user: User) -> list[dict[str, Any]]:
    """Each time, the newest first; it opens for those who look at it afterwards."""
    opens = may(user, Permission.REVIEW_EMERGENCY, home)
    found = child.emergencies.filter(home=home).select_related("by__user", "end", "review")
    return [_row(one, opens=opens and one.by.user_id != user.pk) for one in found]


def _row(access: EmergencyAccess, *, opens: bool) -> dict[str, Any]:
    end = getattr(access, "end", None)
    over = end.recorded_at if end else access.until
    since, until = moment_in_words(access.recorded_at), moment_in_words(over)
    status, kind = _how_it_was_judged(access)
    return {
        "label": access.by.signature,
        "url": reverse("emergency-review", args=[access.pk]) if opens else "",
        "hint": f"From {since} until {until}.",
        "status": status,
        "kind": kind,
    }


def _how_it_was_judged(access: EmergencyAccess) -> tuple[str, str]:
    review = getattr(access, "review", None)
    if review is None:
        return "Not looked at yet", "attention"
    return ("It was right", "done") if review.was_right else ("It was not right", "danger")
