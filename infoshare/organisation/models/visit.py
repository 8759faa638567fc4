"""Visits of inspectors: one home, read-only, until a stated time."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from decisions.policy.terms import VisitorRole, choices
from infoshare.common.append_only import AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models.appointment import Appointment
from infoshare.organisation.models.home import Home
from infoshare.organisation.models.user import User


class VisitQuerySet(AppendOnlyQuerySet["Visit"]):
    def in_force(self, moment: datetime) -> VisitQuerySet:
        """Opened, not run out and not ended at `moment`."""
        return self.filter(recorded_at__lte=moment, until__gt=moment, end__isnull=True)


class Visit(Sealed):
    """Opened by whoever is in charge of the home; names stand in the ledger and on the account."""

    home = models.ForeignKey(Home, models.PROTECT, related_name="visits")
    visitor = models.OneToOneField(User, models.PROTECT, related_name="visit")
    role = models.CharField(max_length=30, choices=choices(VisitorRole))
    opened_by = models.ForeignKey(Appointment, models.PROTECT, related_name="visits_opened")
    until = models.DateTimeField()

    objects = VisitQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gt=F("recorded_at")), name="visit_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitEnd(Sealed):
    """A visit ended before its time."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(Appointment, models.PROTECT, related_name="visits_ended")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"end of visit {self.visit_id}"
