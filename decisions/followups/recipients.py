"""Follow-ups about those who received something: silent ones, and those to tell of a withdrawal."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, F, OuterRef, QuerySet, Subquery

from children.models import Consent
from decisions.followups.questions import Records
from decisions.followups.row import FollowUp, Weight, author_of, is_serious
from decisions.followups.working_days import working_days_after
from decisions.models import Addendum, Disclosure, Receipt
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    Basis,
    ConsentState,
    ReceiptOutcome,
)

DAYS_AFTER_SIGNIFICANT_HARM = 1
DAYS_OTHERWISE = 5
# They say that they do not have it: still nobody who has it has answered.
_STILL_SILENT = [ReceiptOutcome.NOT_RECEIVED.value]


def silent_recipients(records: Records, now: datetime) -> list[FollowUp]:
    """What was shared and not confirmed by the recipient, once their time is over."""
    answered = Receipt.objects.filter(disclosure=OuterRef("pk")).exclude(outcome__in=_STILL_SILENT)
    waiting = _shown(
        Disclosure.objects.filter(
            decision__in=records, shared_at__lte=now - timedelta(days=DAYS_AFTER_SIGNIFICANT_HARM)
        ).filter(~Exists(answered))
    )
    rows = [_silent(disclosure) for disclosure in waiting]
    return [row for row in rows if row.is_late(now)]


def recipients_to_tell(records: Records, now: datetime) -> list[FollowUp]:
    """Recipients under a consent that was withdrawn afterwards, not yet told of it."""
    withdrawn = Consent.objects.filter(
        state=ConsentState.WITHDRAWN.value,
        child=OuterRef("decision__child"),
        recipient=OuterRef("recipient"),
        recorded_at__gt=OuterRef("shared_at"),
    ).order_by("-recorded_at")
    told = Addendum.objects.filter(
        decision=OuterRef("decision"),
        kind=AddendumKind.TOLD.value,
        recorded_at__gte=OuterRef("withdrawn_at"),
    )
    waiting = _shown(
        Disclosure.objects.filter(
            decision__in=records, decision__basis=Basis.A6_1_A.value, recipient__isnull=False
        )
        .annotate(
            withdrawn_at=Subquery(withdrawn.values("recorded_at")[:1], output_field=DateTimeField())
        )
        .filter(withdrawn_at__isnull=False)
        .filter(~Exists(told))
    )
    return [_to_be_told(disclosure) for disclosure in waiting]


def _silent(disclosure: Disclosure) -> FollowUp:
    decision = disclosure.decision
    serious = is_serious(decision)
    days = DAYS_AFTER_SIGNIFICANT_HARM if serious else DAYS_OTHERWISE
    return FollowUp(
        question="silent-recipient",
        rule="H08",
        source=f"No answer after {days} working {'day' if days == 1 else 'days'}: ask, and go "
        "higher if they stay silent.",
        what=f"Ask if they have it: {_recipient(disclosure)}",
        decision=decision,
        since=disclosure.shared_at,
        due=working_days_after(disclosure.shared_at, days),
        next_person=author_of(decision),
        weight=Weight.DANGER if serious else Weight.RECORD,
    )


def _to_be_told(disclosure: Disclosure) -> FollowUp:
    withdrawn_at: datetime = disclosure.withdrawn_at  # type: ignore[attr-defined]
    return FollowUp(
        question="recipient-to-tell",
        rule="D16",
        source="When consent is taken back, whoever received something under it is told.",
        what=f"Tell them that the consent was taken back: {_recipient(disclosure)}",
        decision=disclosure.decision,
        since=withdrawn_at,
        due=working_days_after(withdrawn_at, 1),
        next_person=author_of(disclosure.decision),
        weight=Weight.CHILD,
    )


def _recipient(disclosure: Disclosure) -> str:
    if disclosure.recipient is not None:
        return disclosure.recipient.name
    return AgencyType(disclosure.recipient_type).label


def _shown(disclosures: QuerySet[Disclosure]) -> QuerySet[Disclosure]:
    return disclosures.select_related(
        "decision__home", "decision__child", "decision__author__user", "recipient"
    ).order_by(F("shared_at").asc())
