"""Proposals, made as the pages make them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from decisions.policy.terms import Role
from infoshare.access.people.answering import agree, refuse
from infoshare.access.people.leaving import end_appointment, lift_suspension, suspend
from infoshare.access.people.proposing import Period, Place, propose_role
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, RoleProposal, User
from tests.cast import make_person


def proposed(
    by: Appointment,
    person: User,
    role: Role,
    home: Home | None,
    *,
    moves: Appointment | None = None,
    period: Period | None = None,
) -> RoleProposal:
    place = Place(home.provider if home else by.provider, home)
    return propose_role(
        by, person, role=role, place=place, period=period or Period(), token=uuid4(), moves=moves
    )


def moved(by: Appointment, agreed_by: Appointment, row: Appointment, home: Home) -> Appointment:
    """Moved to another home, now; the new appointment."""
    proposal = proposed(by, row.user, Role(row.role), home, moves=row)
    answer = agree(proposal, agreed_by.user)
    assert answer.appointment is not None
    return answer.appointment


def everything_about_people(home: Home, other: Home, agreed_by: Appointment) -> None:
    """Roles proposed, agreed, refused, moved and ended; somebody suspended and let in again."""
    admin = make_person("Adam Pryce", Role.ADMINISTRATOR, home.provider)
    noor = User.objects.create_user("noor", name="Noor Haddad")
    first = agree(proposed(admin, noor, Role.CARE_WORKER, home), agreed_by.user).appointment
    assert first is not None
    there = moved(admin, agreed_by, first, other)
    refuse(proposed(admin, noor, Role.SAFEGUARDING_LEAD, None), agreed_by.user, why="Not yet.")
    period = Period(clock.now() + timedelta(days=1), clock.now() + timedelta(days=9))
    proposed(admin, noor, Role.DEPUTY_MANAGER, home, period=period)
    lift_suspension(suspend(noor, admin, why="A concern."), admin, why="Looked into.")
    end_appointment(there, admin, ends_at=clock.now() + timedelta(days=30), why="Leaves.")
