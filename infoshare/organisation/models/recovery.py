"""How somebody who lost every factor comes back: in person, and never through one person alone."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models.appointment import Appointment
from infoshare.organisation.models.provider import Provider
from infoshare.organisation.models.user import User


class Recovery(Sealed):
    """Somebody stood in front of a manager, who checked who they are. It opens nothing yet.

    How that was checked, and what happened, stands in the ledger.
    """

    # From its start until the code must be used: nobody keeps an old one in reserve.
    LASTS = timedelta(hours=24)

    person = models.ForeignKey(User, models.PROTECT, related_name="recoveries")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"recovery {self.pk}"


class RecoveryAnswer(Sealed):
    """A second person agreed, or did not. Why not stands in the ledger."""

    recovery = models.OneToOneField(Recovery, models.PROTECT, related_name="answer")
    agreed = models.BooleanField()
    answered_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"answer to recovery {self.recovery_id}"


class SignInChange(models.Model):
    """A password, a factor or a link that was set, taken away or renewed: its owner is told.

    It stands on their start page for some days, in every session: nobody can hide it by reading
    it first.
    """

    class What(models.TextChoices):
        PASSWORD = "password", "Your password was changed"
        FACTOR_ADDED = "factor-added", "A second step was added"
        FACTOR_REMOVED = "factor-removed", "A second step was removed"
        CODES_RENEWED = "codes-renewed", "New printed codes were made"
        DIRECTORY_LINKED = "directory-linked", "Your work account was linked"
        DIRECTORY_UNLINKED = "directory-unlinked", "Your work account was unlinked"
        RECOVERED = "recovered", "Your password and second step were replaced in person"

    TOLD_FOR = timedelta(days=7)

    person = models.ForeignKey(User, models.PROTECT, related_name="sign_in_changes")
    what = models.CharField(max_length=20, choices=What.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"change of sign-in {self.pk}"


class ManyFailures(models.Model):
    """So many wrong passwords came from one network that it may be guessing; not which network.

    The address stands in the log of the site alone, for whoever runs it.
    """

    failures = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"many failures {self.pk}"
