"""What cannot begin at a home that has not gone live: whatever may need a manager to agree."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from decisions.policy.terms import Start
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.organisation.models import Home, User

# Protecting a child, and writing down what happened, wait for nobody.
ALWAYS_BEGINS = frozenset({Start.URGENT, Start.ALREADY_SHARED})


def home_that_waits(user: User, start: Start, chosen: Home | None) -> Home | None:
    """The home at which this cannot begin yet: the one chosen, or any where all of them wait."""
    if start in ALWAYS_BEGINS:
        return None
    if chosen is not None:
        return None if chosen.is_live else chosen
    homes = list(homes_where(user, Permission.RECORD).select_related("gone_live"))
    return None if any(home.is_live for home in homes) else next(iter(homes), None)


def not_live_page(request: HttpRequest, home: Home) -> HttpResponse:
    """Why it cannot begin, and what to do now; what always works comes first."""
    return render(request, "access/not_live_yet.html", {"at": home})
