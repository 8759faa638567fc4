"""The code with which somebody comes to sign in: once, and within three days."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from infoshare.organisation.models.appointment import Appointment
from infoshare.organisation.models.provider import Provider
from infoshare.organisation.models.recovery import Recovery
from infoshare.organisation.models.user import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, moment: datetime) -> InvitationQuerySet:
        """Not used, not withdrawn and not run out at `moment`."""
        return self.filter(used_at__isnull=True, expires_at__gt=moment)


class Invitation(models.Model):
    """Whoever has the code chooses the password and the second factor of this one account.

    Only the digest of the code is kept. `made_by` is empty for the first administrator alone.
    With `recovery` it is for somebody who had chosen both, and lost them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", null=True, blank=True
    )
    recovery = models.ForeignKey(
        Recovery, models.PROTECT, related_name="codes", null=True, blank=True
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("made_at")), name="invitation_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class KnownDevice(models.Model):
    """A browser from which somebody signed in: the digest of what its cookie says.

    `told_at` is when its owner was told of it, on the next sign-in from anywhere.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="known_devices")
    digest = models.CharField(max_length=64, editable=False)
    # Such as "Firefox on Windows".
    looks_like = models.CharField(max_length=80)
    first_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["first_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="known_device_once"),
        ]

    def __str__(self) -> str:
        return f"device {self.pk}"
