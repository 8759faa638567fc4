"""What is added to a sealed record afterwards, signed, with its reason."""

from __future__ import annotations

from django.db import models

from decisions.models.decision import SharingDecision
from decisions.policy.terms import AddendumKind, choices
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment


class Addendum(Sealed):
    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="addenda")
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(AddendumKind))
    submit_token = models.UUIDField(unique=True, editable=False)

    class Meta(Sealed.Meta):
        ordering = ["recorded_at"]
        constraints = [*Sealed.Meta.constraints]
        verbose_name_plural = "addenda"

    def __str__(self) -> str:
        return f"addendum {self.pk}"
