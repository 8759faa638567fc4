"""Who is what to which child."""

from __future__ import annotations

import uuid

from django.db import models

from children.models.agency import Professional
from children.models.child import Child
from decisions.policy.terms import RoleWithChild, choices


class Involvement(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="involvements")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="involvements")
    role = models.CharField(max_length=30, choices=choices(RoleWithChild))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "professional", "role", "starts_on"], name="involvement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"involvement {self.pk}"
