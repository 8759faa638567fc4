"""The sealed decision: to share, to share part, or not to share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.models import Agency, Child
from decisions.models.law import LawfulBasis, SpecialCategoryCondition
from decisions.policy.terms import (
    REFERRAL_BODIES,
    SEALABLE,
    SHARING,
    AgencyType,
    InformationCategory,
    Outcome,
    Provenance,
    Purpose,
    RecognisedInterest,
    Severity,
    Start,
    Verification,
    choices,
)
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common.append_only import AppendOnly, AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home, User

# Sorted: the order of a set differs from run to run, and the constraints with it.
_SHARING = sorted(str(outcome.value) for outcome in SHARING)
_REFERRAL_BODIES = sorted(str(body.value) for body in REFERRAL_BODIES)
_SEALABLE = sorted(str(outcome.value) for outcome in SEALABLE)


class SharingDecisionQuerySet(AppendOnlyQuerySet["SharingDecision"]):
    def visible_to(self, user: User) -> SharingDecisionQuerySet:
        """Records of the homes whose records this person may read."""
        return self.filter(home__in=homes_where(user, Permission.READ_RECORDS))

    def in_register_of(self, user: User) -> SharingDecisionQuerySet:
        """What this person's register shows: the home's, or one's own records."""
        return self.filter(
            Q(home__in=homes_where(user, Permission.READ_REGISTER))
            | Q(home__in=homes_where(user, Permission.RECORD), author__user=user)
        )

    def awaiting_approval(self) -> SharingDecisionQuerySet:
        """Held for a manager: approval is needed and nobody has reviewed yet."""
        return self.filter(needs_approval=True, reviews__isnull=True)


class SharingDecision(Sealed):
    """Codes, ids and times for lists and filters; the words are in the ledger's parts."""

    code = models.CharField("record code", max_length=9, unique=True)
    draft_id = models.UUIDField(unique=True, editable=False)
    home = models.ForeignKey(Home, models.PROTECT, related_name="decisions")
    child = models.ForeignKey(Child, models.PROTECT, related_name="decisions")
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="decisions")
    start = models.CharField(max_length=20, choices=choices(Start))
    outcome = models.CharField(max_length=20, choices=choices(Outcome))
    severity = models.CharField(max_length=20, choices=choices(Severity), blank=True)
    purpose = models.CharField(max_length=30, choices=choices(Purpose), blank=True)
    verification = models.CharField(max_length=30, choices=choices(Verification), blank=True)
    recipient = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    recipient_type = models.CharField(max_length=30, choices=choices(AgencyType), blank=True)
    basis = models.ForeignKey(LawfulBasis, models.PROTECT, null=True, blank=True)
    interest = models.CharField(max_length=30, choices=choices(RecognisedInterest), blank=True)
    special = models.ForeignKey(
        SpecialCategoryCondition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    offence = models.ForeignKey(
        SpecialCategoryCondition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    identifiable = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    needs_approval = models.BooleanField()
    occurred_at = models.DateTimeField()
    look_again_on = models.DateField("tell them by", null=True, blank=True)
    rules_version = models.CharField(max_length=20)
    law_version = models.CharField(max_length=20)
    completes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="completed_by"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )

    objects = SharingDecisionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        indexes = [
            models.Index(fields=["home", "-recorded_at"], name="decision_home_recent"),
            models.Index(fields=["child", "-recorded_at"], name="decision_child_recent"),
        ]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=_SEALABLE),
                name="decision_outcome_final",
            ),
            # A refusal may lack a recipient and a basis; a share may not. Where danger, or a
            # referral to those who protect, does not wait for the law, the basis follows later.
            models.CheckConstraint(
                condition=~Q(outcome__in=_SHARING)
                | ~Q(recipient_type="")
                & (
                    Q(basis__isnull=False)
                    | Q(identifiable=False)
                    | Q(urgent=True)
                    | Q(emergency=True)
                    | Q(start=Start.ALREADY_SHARED.value)
                    | Q(recipient_type__in=_REFERRAL_BODIES)
                ),
                name="share_has_recipient_and_basis",
            ),
            # Recognised legitimate interest always names its condition.
            models.CheckConstraint(
                condition=~Q(basis="A6_1_EA") | ~Q(interest=""),
                name="recognised_interest_named",
            ),
            models.CheckConstraint(
                condition=Q(completes__isnull=True) | Q(urgent=False),
                name="urgent_is_completed_in_full",
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.code}"

    @property
    def shares(self) -> bool:
        return self.outcome in _SHARING


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
