"""What a decision consists of besides itself: information, kinds of harm, other people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from decisions.models.decision import SharingDecision
from decisions.policy.terms import (
    TO_BE_HEARD_OF,
    Harm,
    InformationCategory,
    PersonKind,
    PersonPart,
    Proof,
    Provenance,
    choices,
)
from infoshare.common.append_only import AppendOnly

# Sorted: the order of a set differs from run to run.
_TO_BE_HEARD_OF = sorted(str(harm.value) for harm in TO_BE_HEARD_OF)


class InformationItem(AppendOnly):
    """One item of information in a decision: what kind, from where, going or staying."""

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=40, choices=choices(InformationCategory))
    provenance = models.CharField(max_length=30, choices=choices(Provenance), blank=True)
    needed = models.BooleanField(null=True)
    going = models.BooleanField()
    in_confidence = models.BooleanField(default=False)
    identifies_other = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="item_number_once"),
            models.CheckConstraint(
                condition=Q(going=False) | ~Q(provenance=""), name="item_going_has_provenance"
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.number} of {self.decision_id}"


class HarmConcerned(AppendOnly):
    """A kind of harm that the concern in a decision is about."""

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="harms")
    harm = models.CharField(max_length=30, choices=choices(Harm))

    class Meta:
        ordering = ["harm"]
        indexes = [
            # Those of which the law, or guidance, says who must hear: a few among many.
            models.Index(
                fields=["harm", "decision"],
                name="harm_to_be_heard_of",
                condition=Q(harm__in=_TO_BE_HEARD_OF),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["decision", "harm"], name="harm_concerned_once"),
        ]

    def __str__(self) -> str:
        return f"harm of {self.decision_id}"


class PersonConcerned(AppendOnly):
    """Somebody else whom a decision is about; their name is in the ledger alone."""

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="people")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=choices(PersonKind))
    part = models.CharField(max_length=20, choices=choices(PersonPart))
    proof = models.CharField(max_length=20, choices=choices(Proof))
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["review_on", "decision"],
                name="person_unproven",
                condition=Q(proof=Proof.UNPROVEN.value),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="person_number_once"),
            models.CheckConstraint(
                condition=~Q(proof=Proof.UNPROVEN.value) | Q(review_on__isnull=False),
                name="unproven_allegation_is_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.number} of {self.decision_id}"
