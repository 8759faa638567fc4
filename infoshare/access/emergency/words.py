"""How emergency access stands, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from children.models import EmergencyAccess
from infoshare.common import clock
from infoshare.common.times_in_words import moment_in_words

OPEN = "Open"


def how_it_stands(access: EmergencyAccess) -> tuple[str, str]:
    """A word for it, and how it looks."""
    end = getattr(access, "end", None)
    if end is not None:
        return f"Ended {moment_in_words(end.recorded_at)}", "neutral"
    if access.until <= clock.now():
        return "Over", "neutral"
    return OPEN, "attention"


def review_row(access: EmergencyAccess) -> dict[str, Any]:
    """A row of what waits to be looked at: the start page names children by their initials."""
    word, kind = how_it_stands(access)
    return {
        "label": f"{access.by.signature}: {access.child.initials}",
        "url": reverse("emergency-review", args=[access.pk]),
        "hint": f"{access.home.name}. Opened {moment_in_words(access.recorded_at)}.",
        "status": word,
        "kind": kind,
    }
