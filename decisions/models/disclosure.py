"""What really left, to whom, how and when; and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.models import Agency
from decisions.models.decision import SharingDecision
from decisions.policy.terms import (
    AgencyType,
    Contact,
    InformationCategory,
    ReceiptOutcome,
    TransferMethod,
    choices,
)
from infoshare.common.append_only import AppendOnly
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment

_TO_CONFIRM = ("decision", "shared_at", "recipient_type", "id")


class Disclosure(Sealed):
    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="disclosures")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    recipient_type = models.CharField(max_length=30, choices=choices(AgencyType))
    method = models.CharField(max_length=30, choices=choices(TransferMethod), blank=True)
    contact = models.CharField(max_length=20, choices=choices(Contact), blank=True)
    shared_at = models.DateTimeField()
    # It had already gone, and a rule stood against it: whether it is a breach is to be checked.
    outside_rules = models.BooleanField(default=False)
    submit_token = models.UUIDField(unique=True, editable=False)

    class Meta(Sealed.Meta):
        ordering = ["shared_at", "seq"]
        indexes = [
            models.Index(fields=["log", "id", "shared_at"], name="disclosure_shared"),
            models.Index(
                fields=["decision"], name="disclosure_outside", condition=Q(outside_rules=True)
            ),
            # All that the question of what is to be confirmed in writing reads of each.
            models.Index(
                fields=["method", *_TO_CONFIRM],
                name="disclosure_telephone",
                condition=Q(method=TransferMethod.TELEPHONE.value),
            ),
            models.Index(
                fields=["contact", *_TO_CONFIRM], name="disclosure_rang", condition=~Q(contact="")
            ),
            models.Index(
                fields=["recipient_type", "decision", "shared_at"], name="disclosure_recipient_type"
            ),
        ]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(method="") | ~Q(contact=""), name="disclosure_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"what was shared {self.pk}"


class DisclosedItem(AppendOnly):
    """One item that left; `number` is the decision's item, where it was one of them."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=40, choices=choices(InformationCategory))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "number"], name="disclosed_item_once"),
        ]

    def __str__(self) -> str:
        return f"item {self.number} of {self.disclosure_id}"


class Receipt(Sealed):
    """What the recipient said or did."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="receipts")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=30, choices=choices(ReceiptOutcome))
    heard_at = models.DateTimeField()
    submit_token = models.UUIDField(unique=True, editable=False)

    class Meta(Sealed.Meta):
        ordering = ["heard_at", "seq"]
        indexes = [
            models.Index(fields=["disclosure", "outcome"], name="receipt_outcome"),
            models.Index(fields=["outcome", "disclosure"], name="receipt_by_outcome"),
        ]
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"receipt {self.pk}"
