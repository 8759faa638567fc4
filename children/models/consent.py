"""Consent as a lawful basis, and, apart from it, the child's agreement or wish."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.models.agency import Agency
from children.models.child import Child
from decisions.policy.terms import (
    AgencyType,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    View,
    choices,
)
from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.common.append_only import AppendOnly, AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home, User


class ConsentQuerySet(AppendOnlyQuerySet["Consent"]):
    def visible_to(self, user: User) -> ConsentQuerySet:
        """Consents of the homes whose children, or of the children whom, this person may read."""
        reach = reach_of(user)
        at_homes = Q(home__in=reach.where(Permission.READ_CHILDREN))
        return self.filter(at_homes | reach.in_emergency(Permission.READ_CHILDREN))

    def standing(self) -> ConsentQuerySet:
        """Those that nothing follows: what was recorded last of each consent."""
        return self.filter(followed_by__isnull=True)


class Consent(Sealed):
    """One state of a consent. A withdrawal, renewal or finding is a row that follows another."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="consents")
    home = models.ForeignKey(Home, models.PROTECT, related_name="consents")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    giver = models.CharField(max_length=20, choices=choices(ConsentGiver))
    state = models.CharField(max_length=20, choices=choices(ConsentState))
    purpose = models.CharField(max_length=30, choices=choices(Purpose))
    recipient = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    recipient_type = models.CharField(max_length=30, choices=choices(AgencyType), blank=True)
    given_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    explicit = models.BooleanField(default=False)
    explained = models.BooleanField(default=False)
    told_of_withdrawal = models.BooleanField(default=False)
    competence_assessed = models.BooleanField(default=False)
    responsibility_evidenced = models.BooleanField(default=False)

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "renewed", "invalidated", "revoked"])
                | Q(follows__isnull=False),
                name="consent_ending_follows_one",
            ),
            # Consent is time-limited: one that holds says until when.
            models.CheckConstraint(
                condition=~Q(state__in=["given", "renewed"]) | Q(expires_on__isnull=False),
                name="consent_given_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class ConsentItem(AppendOnly):
    """A category of information that a consent covers."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="items")
    category = models.CharField(max_length=40, choices=choices(InformationCategory))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "category"], name="consent_item_once"),
        ]

    def __str__(self) -> str:
        return f"consent item {self.pk}"


class Wish(Sealed):
    """What the child, or a parent, wants: an agreement or a wish, never a lawful basis."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="wishes")
    home = models.ForeignKey(Home, models.PROTECT, related_name="wishes")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    giver = models.CharField(max_length=20, choices=choices(ConsentGiver))
    view = models.CharField(max_length=20, choices=choices(View))
    purpose = models.CharField(max_length=30, choices=choices(Purpose))
    recipient = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    said_on = models.DateField()

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        constraints = [*Sealed.Meta.constraints]
        verbose_name_plural = "wishes"

    def __str__(self) -> str:
        return f"wish {self.pk}"
