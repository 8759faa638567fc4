"""What left under a record, and what came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from decisions.models import Disclosure, Receipt, SharingDecision
from decisions.policy.terms import AddendumKind, Basis, Contact, ReceiptOutcome, TransferMethod
from tests.bench.making import Making
from tests.bench.provider import DAY, HOUR, NOW, House


class WhatLeft(Making):
    def _disclosure(self, row: SharingDecision, house: House) -> None:
        moment = row.recorded_at + 3 * HOUR
        spoken = row.urgent or self._happens(0.2)
        astray = row.outside_rules or self._happens(0.001)
        written = TransferMethod.SECURE_EMAIL_DCB1596
        method = (TransferMethod.TELEPHONE if spoken else written).value
        left = Disclosure(
            **self._sealed(row.home, moment),
            decision=row,
            recorded_by=row.author,
            recipient=row.recipient,
            recipient_type=row.recipient_type,
            method="" if row.urgent else method,
            contact=Contact.RANG_HELD_NUMBER.value if row.urgent else "",
            shared_at=min(moment, NOW),
            outside_rules=astray,
            submit_token=uuid4(),
        )
        self.rows.add(left)
        if self._done(moment + DAY, 0.9985):
            self._receipt(left, row, moment + DAY)
        if spoken and self._done(moment + HOUR, 0.998):
            self._addendum(row, AddendumKind.CONFIRMED_IN_WRITING, moment + 2 * HOUR)
        if astray and self._done(moment + DAY, 0.99):
            self._addendum(row, AddendumKind.BREACH_CHECKED, moment + 2 * DAY)
        self._tell_of_the_consent(row, house)

    def _receipt(self, left: Disclosure, row: SharingDecision, moment: datetime) -> None:
        misdirected = left.outside_rules and self._happens(0.2)
        wrong, received = ReceiptOutcome.SENT_TO_WRONG_PERSON, ReceiptOutcome.RECEIVED
        self.rows.add(
            Receipt(
                **self._sealed(row.home, moment),
                disclosure=left,
                recorded_by=row.author,
                outcome=(wrong if misdirected else received).value,
                heard_at=min(moment, NOW),
                submit_token=uuid4(),
            )
        )

    def _tell_of_the_consent(self, row: SharingDecision, house: House) -> None:
        """Where a consent was taken back, whoever had received something under it is told."""
        if house.taken_back is None or row.basis_id != Basis.A6_1_A.value:
            return
        child, moment = house.taken_back
        if row.child == child and row.recorded_at < moment and self._happens(0.98):
            self._addendum(row, AddendumKind.TOLD, moment + HOUR)
