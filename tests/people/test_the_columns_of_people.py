"""What a table says about people is what was sealed: each column comes from the bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from infoshare.ledger.reading import read_part
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import (
    Appointment,
    AppointmentEnd,
    Home,
    RoleAnswer,
    RoleProposal,
    Suspension,
    SuspensionLift,
)
from tests.people.made import everything_about_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything(rowan_house: Home, willow_lodge: Home, ruth: Appointment) -> None:
    everything_about_people(rowan_house, willow_lodge, ruth)


def facts_of(row: Sealed) -> dict[str, Any]:
    return read_part(row.log, row.seq, "facts")


def uuid(words: str | None) -> UUID | None:
    return UUID(words) if words else None


def moment(words: str | None) -> datetime | None:
    return datetime.fromisoformat(words) if words else None


def test_every_proposal() -> None:
    assert RoleProposal.objects.count() == 4
    for row in RoleProposal.objects.all():
        facts = facts_of(row)
        assert (facts["act"], facts["proposed_by"]) == ("role-proposed", row.proposed_by.signature)
        assert (row.role, row.person_id) == (facts["role"], uuid(facts["person"]))
        assert (row.provider_id, row.home_id) == (uuid(facts["provider"]), uuid(facts["home"]))
        assert (row.starts_at, row.ends_at) == (
            moment(facts["starts_at"]),
            moment(facts["ends_at"]),
        )
        assert row.moves_id == uuid(facts["moves"])


def test_every_answer() -> None:
    assert RoleAnswer.objects.count() == 3
    for row in RoleAnswer.objects.all():
        facts = facts_of(row)
        assert row.agreed == (facts["act"] == "role-agreed")
        assert row.proposal_id == uuid(facts["of"])
        assert row.answered_by.signature == facts["answered_by"]
        assert row.appointment_id == uuid(facts.get("appointment"))


def test_every_end() -> None:
    assert AppointmentEnd.objects.count() == 2
    for row in AppointmentEnd.objects.all():
        facts = facts_of(row)
        by_moving = facts["act"] == "role-agreed"
        of, until = ("moved_from", "starts_at") if by_moving else ("of", "ends_at")
        assert row.appointment_id == uuid(facts[of])
        assert (row.from_when, row.said_at) == (moment(facts[until]), moment(facts["said_at"]))
        assert row.said_by.signature == facts["answered_by" if by_moving else "said_by"]


def test_every_suspension_and_its_end() -> None:
    (kept_out,), (lifted,) = Suspension.objects.all(), SuspensionLift.objects.all()
    before, after = facts_of(kept_out), facts_of(lifted)
    assert (kept_out.person_id, before["act"]) == (uuid(before["person"]), "suspended")
    assert kept_out.suspended_by.signature == before["suspended_by"]
    assert lifted.suspension_id == uuid(after["of"]) == kept_out.pk
    assert lifted.lifted_by.signature == after["lifted_by"]
