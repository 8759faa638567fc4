"""A manager's review of a decision: one at each stage, never of one's own; or standing aside."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from decisions.models.decision import SharingDecision
from decisions.policy.terms import ReviewStage, Verdict, choices
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, User


class Review(Sealed):
    """`author_person` repeats who wrote the decision, so that the database can refuse.

    An approval by telephone has its time in `rung_at` and was written down by somebody else; on
    screen a reviewer writes their own.
    """

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=20, choices=choices(ReviewStage))
    verdict = models.CharField(max_length=20, choices=choices(Verdict))
    reviewer = models.ForeignKey(Appointment, models.PROTECT, related_name="reviews")
    reviewer_person = models.ForeignKey(User, models.PROTECT, related_name="+")
    author_person = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    rung_at = models.DateTimeField(null=True, blank=True)
    has_conditions = models.BooleanField(default=False)

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        indexes = [
            models.Index(fields=["verdict", "decision"], name="review_verdict"),
            models.Index(
                fields=["decision"], name="review_rung", condition=Q(rung_at__isnull=False)
            ),
        ]
        constraints = [
            *Sealed.Meta.constraints,
            models.UniqueConstraint(fields=["decision", "stage"], name="review_once_a_stage"),
            models.CheckConstraint(
                condition=~Q(reviewer_person=F("author_person")), name="review_never_ones_own"
            ),
            models.CheckConstraint(
                condition=Q(rung_at__isnull=True, recorded_by=F("reviewer"))
                | Q(rung_at__isnull=False) & ~Q(recorded_by=F("reviewer")),
                name="review_on_screen_is_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(has_conditions=False) | Q(verdict=Verdict.AGREED.value),
                name="review_conditions_with_a_yes",
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


class StoodAside(Sealed):
    """Somebody who might have answered said that they are too close to it; once, and for good.

    Only the fact: not how they are close, nor to whom.
    """

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="stood_aside")
    stage = models.CharField(max_length=20, choices=choices(ReviewStage))
    reviewer = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        constraints = [
            *Sealed.Meta.constraints,
            models.UniqueConstraint(fields=["decision", "person"], name="stood_aside_once"),
            models.CheckConstraint(
                condition=Q(stage__in=[str(stage.value) for stage in ReviewStage]),
                name="stood_aside_stage_known",
            ),
        ]

    def __str__(self) -> str:
        return f"stood aside {self.pk}"
