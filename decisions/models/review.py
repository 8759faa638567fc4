"""A manager's review of a decision: one at each stage, never of one's own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from decisions.models.decision import SharingDecision
from decisions.policy.terms import ReviewStage, Verdict, choices
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, User


class Review(Sealed):
    """`author_person` repeats who wrote the decision, so that the database can refuse."""

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=20, choices=choices(ReviewStage))
    verdict = models.CharField(max_length=20, choices=choices(Verdict))
    reviewer = models.ForeignKey(Appointment, models.PROTECT, related_name="reviews")
    reviewer_person = models.ForeignKey(User, models.PROTECT, related_name="+")
    author_person = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        ordering = ["recorded_at"]
        constraints = [
            *Sealed.Meta.constraints,
            models.UniqueConstraint(fields=["decision", "stage"], name="review_once_a_stage"),
            models.CheckConstraint(
                condition=~Q(reviewer_person=F("author_person")), name="review_never_ones_own"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[str(stage.value) for stage in ReviewStage]),
                name="review_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[str(verdict.value) for verdict in Verdict]),
                name="review_verdict_known",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
