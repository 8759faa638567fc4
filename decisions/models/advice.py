"""Advice that was asked for and given while a decision was still a draft."""

from __future__ import annotations

from django.db import models

from children.models import Child
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home


class AdviceGiven(Sealed):
    """Linked to its decision by the draft's id, which the sealed decision keeps."""

    draft_id = models.UUIDField(editable=False, db_index=True)
    home = models.ForeignKey(Home, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    adviser = models.ForeignKey(Appointment, models.PROTECT, related_name="advice_given")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    submit_token = models.UUIDField(unique=True, editable=False)

    class Meta(Sealed.Meta):
        ordering = ["given_at"]
        constraints = [*Sealed.Meta.constraints]
        verbose_name_plural = "advice given"

    def __str__(self) -> str:
        return f"advice {self.pk}"
