"""Where a child lives, placed by whom, under what."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from children.models.agency import Agency
from children.models.child import Child
from decisions.policy.terms import LegalStatus, choices
from infoshare.organisation.models import Home


class Placement(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="placements")
    home = models.ForeignKey(Home, models.PROTECT, related_name="placements")
    placing_authority = models.ForeignKey(Agency, models.PROTECT, related_name="placements")
    legal_status = models.CharField(max_length=30, choices=choices(LegalStatus))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(ends_on__isnull=True), name="one_open_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"
