"""Who holds which role, where, from when until when."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from decisions.policy.terms import Role, choices
from infoshare.organisation.models.home import Home
from infoshare.organisation.models.provider import Provider
from infoshare.organisation.models.user import User

# Held for the whole provider: these people serve every home.
PROVIDER_ROLES = (
    Role.RESPONSIBLE_INDIVIDUAL,
    Role.NOMINATED_ALTERNATE,
    Role.SAFEGUARDING_LEAD,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
    Role.OUTSIDE_SECOND_PERSON,
)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, moment: datetime) -> AppointmentQuerySet:
        """Begun and not yet ended at `moment`."""
        return self.filter(starts_at__lte=moment).filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
        )


class Appointment(models.Model):
    """A role at one home, or at all homes of the provider where `home` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=choices(Role))
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="appointments")
    home = models.ForeignKey(
        Home, models.PROTECT, related_name="appointments", null=True, blank=True
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(home__isnull=True, role__in=[str(r.value) for r in PROVIDER_ROLES])
                | (
                    Q(home__isnull=False)
                    & Q(role__in=[str(r.value) for r in Role if r not in PROVIDER_ROLES])
                ),
                name="appointment_role_fits_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="appointment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def signature(self) -> str:
        """Name and role, as they stand under a record."""
        return f"{self.user.name}, {Role(self.role).label.lower()}"
