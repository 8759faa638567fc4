"""Emergency access from another home that nobody has looked at."""

from __future__ import annotations

from django.urls import reverse

from children.models import EmergencyAccess
from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Subject, Weight
from infoshare.access.emergency.queries import review_is_due, to_review


def emergencies_to_review(asked: Asked) -> list[FollowUp]:
    """For those who answer for the home; the responsible individual, once a working day is over."""
    found = to_review(asked.user).filter(home__in=[home.pk for home in asked.homes])
    return [_row(access, asked) for access in found]


def _row(access: EmergencyAccess, asked: Asked) -> FollowUp:
    due = review_is_due(access)
    return FollowUp(
        question="emergency-to-review",
        rule="J09",
        source="Somebody who answers for the home looks at it within one working day.",
        what="Say whether emergency access was right",
        about=Subject(
            code="Emergency access",
            url=reverse("emergency-review", args=[access.pk]),
            initials=access.child.initials,
            home=access.home.name,
            row=access,
        ),
        since=access.recorded_at,
        due=due,
        next=asked.turn.of_an_emergency(access, late=asked.now >= due),
        weight=Weight.CHILD,
    )
