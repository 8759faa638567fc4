"""One of every sealed row that access itself writes, made as its pages make them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from children.models import Child, EmergencyMiss
from decisions.policy.terms import Role
from infoshare.access.emergency.recording import (
    end_emergency,
    open_emergency,
    review_emergency,
)
from infoshare.access.people.homes import close_home, open_new_home
from infoshare.access.reads.batches import seal_reads
from infoshare.access.reads.models import ReadEntry
from infoshare.access.sign_in.recovery.recording import answer_recovery, start_recovery
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from infoshare.organisation.visit_extending import extend_visit
from tests.cast import make_person

REASON = "I cover the other home tonight and she is ill."


def everything_about_access(
    asha: Appointment, maya: Appointment, ruth: Appointment, other: Child, there: Home, visit: Visit
) -> None:
    """A visit kept open longer, emergencies, reads that are sealed, a recovery, a closed home."""
    extend_visit(visit, maya, was_until=visit.open_until)
    emergencies(asha, ruth, other, there)
    read_and_sealed(asha)
    started = start_recovery(
        asha.user, maya, checked="I know them", why="Lost the phone.", token=uuid4()
    )
    answer_recovery(started, ruth.user, agreed=True, why="")
    admin = make_person("Aled Price", Role.ADMINISTRATOR, there.provider)
    closing = open_new_home(admin, name="Alder Court", number="SC777", telephone="", token=uuid4())
    close_home(closing, admin, why="Sold.")


def emergencies(by: Appointment, reviewer: Appointment, child: Child, home: Home) -> None:
    opened = open_emergency(child, home, by, reason=REASON, token=uuid4())
    end_emergency(opened, by)
    review_emergency(opened, reviewer, was_right=True, words="It was right.", token=uuid4())
    EmergencyMiss.objects.create(person=by.user, home=home, at=clock.now())


def read_and_sealed(by: Appointment) -> None:
    assert by.home is not None
    ReadEntry.objects.create(
        at=clock.now() - timedelta(hours=1),
        user=by.user,
        appointment=by,
        home=by.home,
        view="register",
        method="GET",
        session="",
        request=uuid4(),
        children="",
        objects_shown={},
    )
    seal_reads(by.home.pk)
