"""Emergency access: one child of another home of the provider, for some hours, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from children.models.child import Child
from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.common.append_only import AppendOnly, AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home, User


class EmergencyAccessQuerySet(AppendOnlyQuerySet["EmergencyAccess"]):
    def in_force(self, moment: datetime) -> EmergencyAccessQuerySet:
        """Opened, not run out and not ended at `moment`."""
        return self.filter(recorded_at__lte=moment, until__gt=moment, end__isnull=True)

    def for_review_by(self, user: User) -> EmergencyAccessQuerySet:
        """At the homes whose emergencies this person looks at afterwards."""
        return self.filter(home__in=reach_of(user).where(Permission.REVIEW_EMERGENCY))

    def not_reviewed(self) -> EmergencyAccessQuerySet:
        return self.filter(review__isnull=True)


class EmergencyAccess(Sealed):
    """That somebody of another home reached a child; the reason stands in the ledger alone."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="emergencies")
    home = models.ForeignKey(Home, models.PROTECT, related_name="emergencies")
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="emergencies")
    until = models.DateTimeField()

    objects = EmergencyAccessQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        verbose_name_plural = "emergency accesses"
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gt=F("recorded_at")), name="emergency_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"emergency access {self.pk}"


class EmergencyEnd(Sealed):
    """Emergency access ended before its time."""

    access = models.OneToOneField(EmergencyAccess, models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"end of emergency access {self.access_id}"


class EmergencyReview(Sealed):
    """Whether it was right, by somebody who answers for the home; the words are in the ledger."""

    access = models.OneToOneField(EmergencyAccess, models.PROTECT, related_name="review")
    reviewed_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    was_right = models.BooleanField()

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"review of emergency access {self.access_id}"


class EmergencyMiss(AppendOnly):
    """A name and birth date that fitted no one child: counted, so that nobody tries them out.

    What was typed is not kept.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    home = models.ForeignKey(Home, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "emergency misses"
        indexes = [models.Index(fields=["person", "at"], name="emergency_miss_lately")]

    def __str__(self) -> str:
        return f"emergency miss {self.pk}"
