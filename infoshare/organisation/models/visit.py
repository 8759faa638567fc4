"""Visits of inspectors: one home, read-only, until a stated time."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from decisions.policy.terms import VisitorRole, choices
from infoshare.common.append_only import AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models.appointment import Appointment
from infoshare.organisation.models.home import Home
from infoshare.organisation.models.user import User


class VisitQuerySet(AppendOnlyQuerySet["Visit"]):
    def in_force(self, moment: datetime) -> VisitQuerySet:
        """Opened, not run out and not ended at `moment`."""
        longer = VisitExtension.objects.filter(visit=OuterRef("pk"), until__gt=moment)
        return self.filter(Q(until__gt=moment) | Exists(longer)).filter(
            recorded_at__lte=moment, end__isnull=True
        )


class Visit(Sealed):
    """Opened by whoever is in charge of the home; names stand in the ledger and on the account.

    `until` is the end as it was opened; `open_until` is the end as it is now.
    """

    home = models.ForeignKey(Home, models.PROTECT, related_name="visits")
    visitor = models.OneToOneField(User, models.PROTECT, related_name="visit")
    role = models.CharField(max_length=30, choices=choices(VisitorRole))
    opened_by = models.ForeignKey(Appointment, models.PROTECT, related_name="visits_opened")
    until = models.DateTimeField()

    objects = VisitQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gt=F("recorded_at")), name="visit_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def open_until(self) -> datetime:
        """The end, with every extension; lists fetch the extensions beforehand."""
        return max([self.until, *(one.until for one in self.extensions.all())])


class VisitEnd(Sealed):
    """A visit ended before its time."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(Appointment, models.PROTECT, related_name="visits_ended")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"end of visit {self.visit_id}"


class VisitExtension(Sealed):
    """A visit kept open longer: until `until` instead of `was_until`."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="extensions")
    extended_by = models.ForeignKey(Appointment, models.PROTECT, related_name="visits_extended")
    was_until = models.DateTimeField()
    until = models.DateTimeField()

    class Meta(Sealed.Meta):
        constraints = [
            *Sealed.Meta.constraints,
            # Two people who press at once, or one who presses twice, extend it once.
            models.UniqueConstraint(fields=["visit", "was_until"], name="visit_extended_once"),
            models.CheckConstraint(
                condition=Q(until__gt=F("was_until")), name="visit_extension_is_longer"
            ),
        ]

    def __str__(self) -> str:
        return f"extension of visit {self.visit_id}"


class VisitCode(models.Model):
    """The one-time code that stands for a visitor's second factor: the newest alone counts."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="code", primary_key=True)
    hash = models.CharField(max_length=128)
    made_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    wrong = models.PositiveSmallIntegerField("wrong tries", default=0)

    def __str__(self) -> str:
        return f"code of visit {self.visit_id}"
