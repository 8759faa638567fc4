"""Records made through the product's own functions, for tests of what comes after them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from children.models import Agency, Child
from decisions.models import Disclosure, Review, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Contact,
    Gateway,
    Outcome,
    ProviderType,
    TransferMethod,
    Verdict,
    Verification,
)
from decisions.recording.decision import prepare, seal
from decisions.recording.disclosure import What, disclose, seal_urgent
from decisions.recording.drafts import start_draft
from decisions.recording.parts import answering
from decisions.recording.reading import read_decision
from decisions.recording.review import review
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.policy.builders import asked, own_initiative, urgent

ON_CONSENT = {"basis": Basis.A6_1_A, "interest": None}
# A home's log never goes back in time, so homes are opened before the tests' Monday.
SUNDAY = datetime(2026, 11, 8, 20, 0, tzinfo=UTC)
NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "They have no part in the child's care."}


@pytest.fixture(autouse=True)
def sunday_evening() -> Iterator[None]:
    """The clock stands still while everything is made; import this in a conftest."""
    with clock.at(SUNDAY):
        yield


def sealed(author: Appointment, child: Child, answers: Answers, **links: Any) -> SharingDecision:
    """A record of these answers; the failing rules are named where it cannot be sealed."""
    home = child.placements.get(ends_on__isnull=True).home
    draft = start_draft(home, child, author, answers, **links)
    prepared = prepare(draft)
    said = [f"{one.rule} {one.effect.name}" for one in prepared.assessment.findings]
    assert prepared.ready, (prepared.assessment.missing, said)
    return seal(draft)


def told(agency: Agency, **changes: Any) -> dict[str, Any]:
    """To this agency, by secure email."""
    return {
        "agency": agency.pk,
        "agency_type": AgencyType(agency.agency_type),
        "agency_name": agency.name,
        "name": "Priya Nair",
        "position": "Social worker",
        "method": TransferMethod.SECURE_EMAIL_DCB1596,
        **changes,
    }


def lawful(child: Child) -> dict[str, Any]:
    """A council's home shares under its own task in law."""
    home = child.placements.get(ends_on__isnull=True).home
    if home.provider.type is not ProviderType.COUNCIL:
        return {}
    own_task = {
        "basis": Basis.A6_1_E,
        "interest": None,
        "gateway": Gateway.CA1989_S20_S31_S22,
        "provision": "Children Act 1989 section 22",
    }
    return {"basis": own_task}


def share(author: Appointment, child: Child, to: Agency, **groups: Any) -> SharingDecision:
    """A share on staff's own initiative that needs no manager."""
    when = {"occurred_at": clock.now() - timedelta(hours=1)}
    groups = {"transfer": told(to), "request": when, **lawful(child), **groups}
    return sealed(author, child, own_initiative(**groups))


def refusal(author: Appointment, child: Child, to: Agency) -> SharingDecision:
    """A refusal that goes straight through."""
    return share(author, child, to, decision=NOT_SHARE)


def held_for_approval(author: Appointment, child: Child, by: Agency) -> SharingDecision:
    """Asked by somebody who was not checked: a manager must agree."""
    request = {
        "agency": by.pk,
        "agency_type": AgencyType(by.agency_type),
        "agency_name": by.name,
        "verification": Verification.NONE,
        "occurred_at": clock.now() - timedelta(hours=1),
    }
    record = sealed(author, child, asked(request=request, **lawful(child)))
    assert record.needs_approval
    return record


def urgent_share(
    author: Appointment, child: Child, to: Agency, *, shared: bool = True
) -> SharingDecision:
    """An urgent record: staff rang the police."""
    home = child.placements.get(ends_on__isnull=True).home
    answers = urgent(
        transfer={
            "agency": to.pk,
            "agency_type": AgencyType(to.agency_type),
            "contact": Contact.RANG_HELD_NUMBER,
        },
        request={"occurred_at": clock.now() - timedelta(minutes=5)},
    )
    return seal_urgent(start_draft(home, child, author, answers), shared=shared)


def full_form(author: Appointment, record: SharingDecision, to: Agency) -> SharingDecision:
    """The record that completes an urgent one."""
    answers = own_initiative(transfer=told(to), request={"occurred_at": record.occurred_at})
    return sealed(author, record.child, answers, completes=record)


def reviewed(
    record: SharingDecision, by: Appointment, verdict: Verdict, words: str = "Seen and weighed."
) -> Review:
    leaf = answering(record)
    assert leaf is not None
    return review(record, by.user, verdict=verdict, words=words, shown=leaf["leaf"])


def gone(
    record: SharingDecision,
    by: Appointment,
    to: Agency,
    when: datetime | None = None,
    *,
    method: TransferMethod = TransferMethod.SECURE_EMAIL_DCB1596,
) -> Disclosure:
    """Everything of the record that goes has gone."""
    record = SharingDecision.objects.get(pk=record.pk)
    numbers = tuple(record.items.filter(going=True).values_list("number", flat=True))
    what = What(
        numbers=numbers,
        to=read_decision(record).recipient,
        recipient=to,
        recipient_type=AgencyType(to.agency_type),
        method=method,
        contact=None,
        shared_at=when or clock.now(),
    )
    return disclose(record, by, what, token=uuid4())
