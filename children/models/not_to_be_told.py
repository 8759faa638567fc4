"""The child's do-not-disclose list: who must not learn about this child."""

from __future__ import annotations

import uuid

from django.db import models

from children.models.agency import Agency
from children.models.child import Child
from children.models.relative import Relative
from infoshare.organisation.models import Appointment


class NotToBeTold(models.Model):
    """Named on the list until a manager lifts it, with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="not_to_be_told")
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    relative = models.ForeignKey(Relative, models.PROTECT, null=True, blank=True)
    reason = models.TextField()
    added_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        Appointment, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | (
                    models.Q(lifted_at__isnull=False, lifted_by__isnull=False)
                    & ~models.Q(lift_reason="")
                ),
                name="lifting_is_signed_and_reasoned",
            ),
        ]

    def __str__(self) -> str:
        return f"do-not-disclose entry {self.pk}"
