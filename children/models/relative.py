"""Family and friends of the child."""

from __future__ import annotations

import uuid

from django.db import models

from children.models.child import Child
from decisions.policy.terms import Relationship, Responsibility, choices


class Relative(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="relatives")
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=20, choices=choices(Relationship))
    responsibility = models.CharField(
        "parental responsibility",
        max_length=20,
        choices=choices(Responsibility),
        default=Responsibility.UNKNOWN.value,
    )
    number = models.CharField(max_length=40, blank=True)
    on_placement_plan = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"relative {self.pk}"
