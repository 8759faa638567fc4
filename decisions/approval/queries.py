"""What waits for a manager, as questions asked of the records."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from decisions.models import Review, SharingDecision
from decisions.policy.terms import SERIOUS, ReviewStage
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.organisation.models import User

# What a manager aims at (rule I05 of the decision table): a choice of this product, not law.
AIM = timedelta(hours=4)
AIM_WHERE_SERIOUS = timedelta(hours=1)
LATELY = timedelta(days=14)


def awaiting(user: User) -> QuerySet[SharingDecision]:
    """Held for approval in the homes where this person may approve, oldest first; own ones too."""
    held = SharingDecision.objects.visible_to(user).awaiting_approval()
    return _approvable(held, user).order_by("home__name", "recorded_at")


def to_review_afterwards(user: User) -> QuerySet[SharingDecision]:
    """Emergency shares that went ahead and that no manager has looked at, oldest first.

    The same question as `verdicts_for`: the full form of an urgent record is not asked again.
    """
    return (
        _approvable(SharingDecision.objects.visible_to(user), user)
        .filter(Q(urgent=True) | Q(emergency=True), needs_approval=False, completes__isnull=True)
        .filter(reviews__isnull=True)
        .select_related("completed_by")
        .order_by("home__name", "recorded_at")
    )


def reviewed_lately(user: User) -> QuerySet[Review]:
    """First reviews of the last two weeks in the same homes, newest first."""
    return (
        Review.objects.filter(
            decision__in=SharingDecision.objects.visible_to(user),
            decision__home__in=homes_where(user, Permission.APPROVE),
            stage=ReviewStage.FIRST.value,
            recorded_at__gte=clock.now() - LATELY,
        )
        .select_related("decision__child", "decision__home", "reviewer_person")
        .order_by("-recorded_at")
    )


def _approvable(records: QuerySet[SharingDecision], user: User) -> QuerySet[SharingDecision]:
    return records.filter(home__in=homes_where(user, Permission.APPROVE)).select_related(
        "home", "child", "author__user", "recipient", "follows"
    )


def aim_for(decision: SharingDecision) -> timedelta:
    """How soon a manager aims to answer."""
    return AIM_WHERE_SERIOUS if decision.severity in SERIOUS else AIM


def left_at(decision: SharingDecision, now: datetime) -> timedelta:
    """What is left of the aim; below nothing when it has passed."""
    return decision.recorded_at + aim_for(decision) - now
