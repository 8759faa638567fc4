"""What is added to a sealed record afterwards, signed, with its reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.models import Child
from decisions.models.decision import SharingDecision
from decisions.policy.terms import AddendumKind, choices
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment


class Addendum(Sealed):
    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="addenda")
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(AddendumKind))
    # Whose record it is, where this says that it was filed under the wrong child.
    refiled_to = models.ForeignKey(
        Child, models.PROTECT, null=True, blank=True, related_name="refiled_here"
    )
    submit_token = models.UUIDField(unique=True, editable=False)

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        indexes = [
            models.Index(fields=["kind", "decision", "recorded_at"], name="addendum_kind"),
        ]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=AddendumKind.REFILED.value, refiled_to__isnull=False)
                | ~Q(kind=AddendumKind.REFILED.value) & Q(refiled_to__isnull=True),
                name="refiling_names_the_child",
            ),
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=Q(
                    kind__in=[
                        AddendumKind.ARRANGEMENT_ENDED.value,
                        AddendumKind.ESCALATED.value,
                        AddendumKind.REFILED.value,
                    ]
                ),
                name="said_once_of_a_record",
            ),
        ]
        verbose_name_plural = "addenda"

    def __str__(self) -> str:
        return f"addendum {self.pk}"
