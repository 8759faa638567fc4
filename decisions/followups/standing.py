"""How records stand, asked in the database for many at once.

The same as `decisions.models.standing` says of one record; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from decisions.models import Review, SharingDecision
from decisions.policy.terms import SHARING
from decisions.recording.narrowing.what_left import LETS_GO

_SHARING = [str(outcome.value) for outcome in SHARING]


def with_last_verdict(records: QuerySet[SharingDecision]) -> QuerySet[Any]:
    """Adds `last_verdict` and `last_reviewed_at`; both None where nobody reviewed."""
    last = Review.objects.filter(decision=OuterRef("pk")).order_by("-seq")
    return records.annotate(
        last_verdict=Subquery(last.values("verdict")[:1]),
        last_reviewed_at=Subquery(last.values("recorded_at")[:1]),
    )


def may_go(records: QuerySet[Any]) -> QuerySet[Any]:
    """Of records with their last verdict: those that nothing holds back from being shared."""
    return records.filter(outcome__in=_SHARING).filter(
        Q(last_verdict__in=LETS_GO) | Q(last_verdict__isnull=True, needs_approval=False)
    )


def still_open(records: QuerySet[Any]) -> QuerySet[Any]:
    """Without those that a later record completes or follows: that one is asked instead."""
    follows = SharingDecision.objects.filter(follows=OuterRef("pk"))
    return not_completed(records).filter(~Exists(follows))


def not_completed(records: QuerySet[Any]) -> QuerySet[Any]:
    """Without the urgent records whose full form is signed."""
    return records.filter(~Exists(SharingDecision.objects.filter(completes=OuterRef("pk"))))
