"""What a data protection officer found of a rule, or of the law, that is marked as unverified."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from decisions.policy.terms import LawReviewOutcome, choices
from infoshare.access.permissions import Permission
from infoshare.access.scope import providers_where
from infoshare.common.append_only import AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Provider, User


class LawReviewQuerySet(AppendOnlyQuerySet["LawReview"]):
    def visible_to(self, user: User) -> LawReviewQuerySet:
        """The reviews of the providers whose rules this person reads."""
        return self.filter(provider__in=providers_where(user, Permission.READ_RULES))


class LawReview(Sealed):
    """One answer about one row, as it read then; the note is in the ledger. The last one counts.

    `code` is the id of a rule or the code of a provision, `digest` what it said.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="law_reviews")
    code = models.CharField(max_length=40)
    digest = models.CharField(max_length=16)
    rules_version = models.CharField(max_length=20)
    law_version = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, choices=choices(LawReviewOutcome))
    reviewed_by = models.ForeignKey(Appointment, models.PROTECT, related_name="law_reviews")
    submit_token = models.UUIDField(unique=True, editable=False)

    objects = LawReviewQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=[str(one.value) for one in LawReviewOutcome]),
                name="law_review_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.code}"
