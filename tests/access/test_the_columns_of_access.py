"""What a table says about access is what was sealed: each column comes from the bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from children.models import Child, EmergencyAccess, EmergencyEnd, EmergencyReview
from infoshare.access.reads.models import ReadBatch
from infoshare.ledger.reading import read_part, read_parts
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import (
    Appointment,
    Home,
    HomeClosed,
    Recovery,
    RecoveryAnswer,
    Visit,
    VisitExtension,
)
from tests.access.made import everything_about_access

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything(
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    lark: Child,
    willow_lodge: Home,
    ivy: Visit,
) -> None:
    everything_about_access(asha, maya, ruth, lark, willow_lodge, ivy)


def facts_of(row: Sealed) -> dict[str, Any]:
    return read_part(row.log, row.seq, "facts")


def test_every_visit_kept_open_longer() -> None:
    (row,) = VisitExtension.objects.all()
    facts = facts_of(row)
    assert (facts["act"], UUID(facts["of"])) == ("extended", row.visit_id)
    assert facts["extended_by"] == row.extended_by.signature
    assert row.was_until == datetime.fromisoformat(facts["was_until"])
    assert row.until == datetime.fromisoformat(facts["until"])
    assert row.log == row.visit.home.log


def test_every_emergency_its_end_and_its_review() -> None:
    (opened,), (ended,) = EmergencyAccess.objects.all(), EmergencyEnd.objects.all()
    (reviewed,) = EmergencyReview.objects.all()
    began, end, review = facts_of(opened), facts_of(ended), facts_of(reviewed)
    assert (UUID(began["child"]), opened.log) == (opened.child_id, opened.home.log)
    assert (began["by"], opened.until) == (
        opened.by.signature,
        datetime.fromisoformat(began["until"]),
    )
    assert UUID(end["of"]) == UUID(review["of"]) == opened.pk
    assert (end["ended_by"], review["reviewed_by"]) == (
        ended.ended_by.signature,
        reviewed.reviewed_by.signature,
    )
    assert reviewed.was_right is review["was_right"] is True


def test_every_batch_of_reads() -> None:
    (row,) = ReadBatch.objects.all()
    lines = [one for _, one in sorted(read_parts(row.log, row.seq).items())]
    assert (row.first, row.last, row.number) == (lines[0]["read"], lines[-1]["read"], len(lines))
    assert row.log == row.home.log


def test_every_recovery_and_its_answer() -> None:
    (row,), (answer,) = Recovery.objects.all(), RecoveryAnswer.objects.all()
    facts, said = facts_of(row), facts_of(answer)
    assert (facts["act"], UUID(facts["person"])) == ("recovery-started", row.person_id)
    assert facts["started_by"] == row.started_by.signature
    assert row.provider_id == Home.objects.get(log=row.log).provider_id
    assert (said["act"], UUID(said["of"])) == ("recovery-agreed", answer.recovery_id)
    assert (said["answered_by"], answer.agreed) == (answer.answered_by.signature, True)


def test_every_home_that_closed() -> None:
    (row,) = HomeClosed.objects.all()
    facts = facts_of(row)
    assert (facts["act"], row.log) == ("home-closed", row.home.log)
    assert facts["closed_by"] == row.closed_by.signature
