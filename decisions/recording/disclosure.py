"""What really left, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from children.models import Agency
from decisions.models import DisclosedItem, Disclosure, Draft, Receipt, SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.answers import Item
from decisions.policy.assess import assess
from decisions.policy.circumstances import Approved
from decisions.policy.rules.h_transfer import beyond_what_was_approved
from decisions.policy.terms import (
    AgencyType,
    Contact,
    InformationCategory,
    ReceiptOutcome,
    TransferMethod,
)
from decisions.recording.decision import seal_in_transaction
from decisions.recording.parts import answering, sent_before, signed, who
from decisions.recording.reading import SealedDecision, read_decision
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment


class DisclosureRefused(Exception):
    """This cannot be recorded as shared so; the message says what to do."""


@dataclass(frozen=True)
class What:
    """How something left: the item numbers of the record, whom it reached, how and when."""

    numbers: tuple[int, ...]
    to: str
    recipient: Agency | None
    recipient_type: AgencyType
    method: TransferMethod | None
    contact: Contact | None
    shared_at: datetime
    words: str = ""


def disclose(
    decision: SharingDecision, recorded_by: Appointment, what: What, *, token: UUID
) -> Disclosure:
    """Record what left under a decision that lets it go. The same token gives the same row.

    Raises DisclosureRefused while approval is awaited, where nothing may go, for items beyond
    what was decided (rule H10), and for a time to come or before the decision's own event.
    """
    if not may_be_shared(decision):
        raise DisclosureRefused("This cannot be shared: a manager has not agreed to it.")
    sealed = read_decision(decision)
    items = _chosen(sealed, what)
    _refuse_wrong_time(decision, sealed, what.shared_at)
    try:
        with transaction.atomic():
            return _write(decision, recorded_by, what, items, token)
    except IntegrityError as refused:
        return sent_before(Disclosure.objects.filter(decision=decision), token, refused)


def seal_urgent(draft: Draft, *, shared: bool) -> SharingDecision:
    """Seal an urgent record and, where it has gone already, what was said, in one transaction."""
    try:
        with transaction.atomic():
            decision = seal_in_transaction(draft)
            if shared and may_be_shared(decision) and not decision.disclosures.exists():
                _write(decision, decision.author, _said(decision), (), draft.pk)
            return decision
    except IntegrityError:
        return SharingDecision.objects.get(draft_id=draft.pk)


def receive(
    disclosure: Disclosure,
    recorded_by: Appointment,
    *,
    outcome: ReceiptOutcome,
    heard_at: datetime,
    words: str,
    token: UUID,
) -> Receipt:
    """Record what the recipient said or did. The same token gives the same row."""
    decision = disclosure.decision
    try:
        with transaction.atomic():
            leaf = append(
                [
                    Entry(
                        decision.home.log,
                        Kind.RECEIPT,
                        uuid4(),
                        decision.child.keep_until_year,
                        {
                            "child": who(decision.child),
                            "guarded": {},
                            "text": {"words": words},
                            "facts": {
                                "of": answering(disclosure),
                                "code": decision.code,
                                "outcome": outcome.value,
                                "outcome_label": outcome.label,
                                "heard_at": heard_at.isoformat(),
                                "recorded_by": signed(recorded_by),
                                "token": token.hex,
                            },
                        },
                    )
                ]
            )[0]
            return Receipt.objects.create(
                **leaf.columns(),
                disclosure=disclosure,
                recorded_by=recorded_by,
                outcome=outcome.value,
                heard_at=heard_at,
                submit_token=token,
            )
    except IntegrityError as refused:
        return sent_before(Receipt.objects.filter(disclosure=disclosure), token, refused)


def _chosen(sealed: SealedDecision, what: What) -> tuple[tuple[int, Item], ...]:
    """The items that left, by number; more than was decided is refused (rule H10)."""
    numbered = dict(enumerate(sealed.answers.items, start=1))
    going = {number for number, item in numbered.items() if item.going}
    if not set(what.numbers) <= going or _goes_beyond(sealed, what):
        beyond = beyond_what_was_approved
        raise DisclosureRefused(f"{beyond.says} {beyond.do} Start a new record for the rest.")
    if going and not what.numbers:
        raise DisclosureRefused("Choose what you shared.")
    return tuple((number, numbered[number]) for number in sorted(set(what.numbers)))


def _goes_beyond(sealed: SealedDecision, what: What) -> bool:
    """Does what left go further than what was decided, or to somebody else?"""
    answers = sealed.answers
    decided = sealed.circumstances.recipient_held
    approved = Approved(
        categories=tuple(item.category for item in answers.going),
        recipient=decided.agency if decided else None,
    )
    group = "request" if answers.was_asked else "transfer"
    to = answers.recipient.changed(agency=what.recipient.pk if what.recipient else None)
    findings = assess(
        answers.changed(**{group: to}),
        sealed.circumstances.changed(approved=approved),
        clock.today(),
    ).findings
    found = any(finding.rule == beyond_what_was_approved.id for finding in findings)
    return found or what.to != sealed.recipient


def _refuse_wrong_time(
    decision: SharingDecision, sealed: SealedDecision, shared_at: datetime
) -> None:
    """Refuse a time to come, before what led to the record, or before a manager agreed."""
    if shared_at > clock.now():
        raise DisclosureRefused("The time it was shared cannot be in the future.")
    if shared_at < _happened_at(sealed):
        raise DisclosureRefused(
            "That is before you were asked, or before it happened. Check the time."
        )
    if decision.needs_approval and shared_at < _agreed_at(decision):
        raise DisclosureRefused(
            "That is before a manager agreed. Check the time. If it really left before, "
            "tell your manager and add it to the record."
        )


def lets_go_from(decision: SharingDecision, sealed: SealedDecision) -> datetime:
    """When a record that lets something go began to: what led to it, or a manager's agreement."""
    happened = _happened_at(sealed)
    return max(happened, _agreed_at(decision)) if decision.needs_approval else happened


def _happened_at(sealed: SealedDecision) -> datetime:
    """Before this nothing can have left under the record.

    Where nobody was asked when it happened, staff may have rung first and begun to write
    afterwards, up to as long as an entry still counts as prompt.
    """
    if sealed.answers.request.occurred_at is not None:
        return _to_the_minute(sealed.occurred_at)
    return sealed.occurred_at - timedelta(hours=sealed.circumstances.settings.retrospective_hours)


def _agreed_at(decision: SharingDecision) -> datetime:
    return _to_the_minute(max(review.recorded_at for review in decision.reviews.all()))


def _to_the_minute(moment: datetime) -> datetime:
    """As times are typed."""
    return moment.replace(second=0, microsecond=0)


def _said(decision: SharingDecision) -> What:
    """What an urgent record says was told: in words, not yet item by item."""
    sealed = read_decision(decision)
    return What(
        numbers=(),
        to=sealed.recipient,
        recipient=decision.recipient,
        recipient_type=AgencyType(decision.recipient_type),
        method=None,
        contact=sealed.answers.transfer.contact,
        shared_at=decision.occurred_at,
        words=sealed.answers.urgent.said,
    )


def _write(
    decision: SharingDecision,
    recorded_by: Appointment,
    what: What,
    items: Sequence[tuple[int, Item]],
    token: UUID,
) -> Disclosure:
    leaf = append(
        [
            Entry(
                decision.home.log,
                Kind.DISCLOSURE,
                uuid4(),
                decision.child.keep_until_year,
                _contents(decision, recorded_by, what, items, token),
            )
        ]
    )[0]
    disclosure = Disclosure.objects.create(
        **leaf.columns(),
        decision=decision,
        recorded_by=recorded_by,
        recipient=what.recipient,
        recipient_type=what.recipient_type.value,
        method=what.method.value if what.method else "",
        contact=what.contact.value if what.contact else "",
        shared_at=what.shared_at,
        submit_token=token,
    )
    DisclosedItem.objects.bulk_create(
        DisclosedItem(disclosure=disclosure, number=number, category=item.category.value)
        for number, item in items
    )
    return disclosure


def _contents(
    decision: SharingDecision,
    recorded_by: Appointment,
    what: What,
    items: Sequence[tuple[int, Item]],
    token: UUID,
) -> Mapping[str, Mapping[str, object]]:
    return {
        "child": who(decision.child),
        # What was said may hold anything: it is guarded like the words of an urgent record.
        "guarded": {"words": what.words},
        "text": {},
        "facts": {
            "of": answering(decision),
            "code": decision.code,
            "to": what.to,
            "recipient_type": what.recipient_type.value,
            "recipient_id": what.recipient.pk.hex if what.recipient else None,
            "method": what.method.value if what.method else "",
            "method_label": what.method.label if what.method else "",
            "contact": what.contact.value if what.contact else "",
            "contact_label": what.contact.label if what.contact else "",
            "shared_at": what.shared_at.isoformat(),
            "items": [
                {
                    "number": number,
                    "category": item.category.value,
                    "label": InformationCategory(item.category).label,
                }
                for number, item in items
            ],
            "recorded_by": signed(recorded_by),
            "token": token.hex,
        },
    }
