"""One time that something left under a record: how it is written and sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from children.models import Agency
from decisions.models import DisclosedItem, Disclosure, SharingDecision
from decisions.policy.answers import Item
from decisions.policy.terms import AgencyType, Contact, InformationCategory, TransferMethod
from decisions.recording.parts import answering, signed, who
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment


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
    outside_rules: bool = False
    # Whoever writes it down says so, where a manager agreed with conditions.
    conditions_met: bool = False


def write(
    decision: SharingDecision,
    recorded_by: Appointment,
    what: What,
    items: Sequence[tuple[int, Item]],
    token: UUID,
) -> Disclosure:
    """Write the row and its entry, in the caller's transaction; whether it may is theirs to ask."""
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
        outside_rules=what.outside_rules,
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
            "outside_rules": what.outside_rules,
            "conditions_met": what.conditions_met,
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
