"""Arrangements made through the product's own functions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from children.models import Agency, Child
from decisions.models import Disclosure, SharingDecision
from decisions.policy.terms import AgencyType, InformationCategory, Verdict
from decisions.recording.arrangement_state import Arrangement, state_of
from decisions.recording.disclosure import What, disclose
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.followups.made import lawful, reviewed, sealed, told
from tests.policy.builders import item, routine

REVIEW_ON = date(2027, 3, 1)
GRACE = timedelta(days=14)
ITEMS = (
    item(InformationCategory.BEHAVIOUR, words="How the evening went"),
    item(InformationCategory.EDUCATION, words="Homework done or not"),
    item(InformationCategory.FINANCES, words="Pocket money", needed=False, going=False),
)


def signed(author: Appointment, child: Child, to: Agency, **groups: Any) -> SharingDecision:
    """An arrangement that waits for a manager."""
    groups = {"transfer": told(to), "items": ITEMS, **lawful(child), **groups}
    links = {name: groups.pop(name) for name in ("follows",) if name in groups}
    return sealed(author, child, routine(**groups), **links)


def agreed(
    author: Appointment, manager: Appointment, child: Child, to: Agency, **groups: Any
) -> SharingDecision:
    """An arrangement that a manager has agreed to."""
    record = signed(author, child, to, **groups)
    reviewed(record, manager, Verdict.AGREED)
    return fresh(record)


def fresh(record: SharingDecision) -> SharingDecision:
    return SharingDecision.objects.get(pk=record.pk)


def stands(record: SharingDecision, day: date | None = None) -> Arrangement:
    return state_of(fresh(record), day or clock.today())


def share(
    record: SharingDecision, by: Appointment, *, token: UUID | None = None, **changes: Any
) -> Disclosure:
    """One share as agreed, just now."""
    record = fresh(record)
    usual: dict[str, Any] = {
        "numbers": (1, 2),
        "to": read_decision(record).recipient,
        "recipient": record.recipient,
        "recipient_type": AgencyType(record.recipient_type),
        "method": read_decision(record).answers.transfer.method,
        "contact": None,
        "shared_at": clock.now(),
    }
    return disclose(record, by, What(**{**usual, **changes}), token=token or uuid4())
