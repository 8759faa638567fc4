"""The only functions that end a role, keep somebody out for now, and let them in again.

What takes access away wants no second person: it acts at once. Each writes its row and an entry
in the log of each home concerned, together, and ends the person's sessions on every device.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from decisions.policy.terms import Role
from infoshare.access.people.answering import end_at
from infoshare.access.people.queries import homes_concerned, open_suspension
from infoshare.access.people.sessions import end_sessions
from infoshare.access.scope import appointments_of
from infoshare.common import clock
from infoshare.organisation.changes import homes_of, seal_change
from infoshare.organisation.models import (
    Appointment,
    AppointmentEnd,
    Invitation,
    Provider,
    Suspension,
    SuspensionLift,
    User,
)

TOO_EARLY = (
    "Access ends when you save this, so it cannot end earlier. Choose “Now”, and write below "
    "when they left."
)
LONGER = "A role can only be made longer by proposing it anew."
NO_LONGER_YOURS = "You no longer manage people here, so nothing was changed."
LAST_ADMINISTRATOR = (
    "Nobody else manages people here, and then nobody could. Let somebody else become "
    "administrator first."
)


class NotEnded(ValueError):
    """It cannot be ended so; the message says what to change."""


class NotSuspended(ValueError):
    """This person cannot be suspended so, or let in again; the message says why."""


def end_appointment(
    appointment: Appointment, by: Appointment, *, ends_at: datetime | None, why: str
) -> Appointment:
    """End a role, now or at a moment to come. The same again changes nothing.

    Raises NotEnded for a moment that is past, for one after the end that stands (a longer role
    wants a second person), and where nobody would be left to manage people.
    """
    with transaction.atomic():
        Provider.objects.select_for_update().get(pk=appointment.provider_id)
        row = Appointment.objects.select_for_update().select_related("user").get(pk=appointment.pk)
        now = clock.now()
        if row.ends_at is not None and (row.ends_at == ends_at or row.ends_at <= now):
            return row
        until = ends_at or now
        if until < now:
            raise NotEnded(TOO_EARLY)
        if row.ends_at is not None and until > row.ends_at:
            raise NotEnded(LONGER)
        if row.role == Role.ADMINISTRATOR and not _another_administrator(row, until):
            raise NotEnded(LAST_ADMINISTRATOR)
        facts = {
            "act": "role-ended",
            "of": row.pk.hex,
            "person": row.user_id.hex,
            "name": row.user.name,
            "role": row.role,
            "ends_at": until.isoformat(),
            "said_at": now.isoformat(),
            "said_by": by.signature,
        }
        homes = [row.home] if row.home else homes_of(row.provider)
        leaf = seal_change(homes, uuid4(), facts, {"why": why})[0]
        end_at(row, until)
        AppointmentEnd.objects.create(
            **leaf.columns(), appointment=row, from_when=until, said_at=now, said_by=by
        )
        if until <= now:
            end_sessions(row.user)
        return row


def _another_administrator(row: Appointment, moment: datetime) -> bool:
    others = Appointment.objects.in_force(moment).filter(
        provider=row.provider_id, role=Role.ADMINISTRATOR.value, user__is_active=True
    )
    return others.exclude(user=row.user_id).exists()


def suspend(person: User, by: Appointment, *, why: str) -> Suspension:
    """Keep somebody out at once and everywhere. Doing it again changes nothing.

    Raises NotSuspended for oneself, where `by` was taken away meanwhile, and where nobody would
    be left to manage people.
    """
    if person.pk == by.user_id:
        raise NotSuspended("You cannot suspend yourself.")
    with transaction.atomic():
        administers = person.appointments.in_force(clock.now()).filter(
            role=Role.ADMINISTRATOR.value
        )
        # Two who suspend each other at once take turns here, in one order for all.
        places = [by.provider_id, *administers.values_list("provider", flat=True)]
        list(Provider.objects.select_for_update().filter(pk__in=places).order_by("pk"))
        row = User.objects.select_for_update().get(pk=person.pk)
        if not appointments_of(by.user).filter(pk=by.pk).exists():
            raise NotSuspended(NO_LONGER_YOURS)
        before = open_suspension(row)
        if before is not None:
            return before
        if not all(_another_administrator(one, clock.now()) for one in administers.all()):
            raise NotSuspended(LAST_ADMINISTRATOR)
        facts = {
            "act": "suspended",
            "person": row.pk.hex,
            "name": row.name,
            "suspended_by": by.signature,
        }
        leaf = seal_change(homes_concerned(row, by.provider), uuid4(), facts, {"why": why})[0]
        row.is_active = False
        row.save(update_fields=["is_active"])
        # A code that lay ready lets nobody in, and not once they are let in again either.
        Invitation.objects.open(clock.now()).filter(person=row).update(expires_at=clock.now())
        end_sessions(row)
        return Suspension.objects.create(**leaf.columns(), person=row, suspended_by=by)


def lift_suspension(suspension: Suspension, by: Appointment, *, why: str) -> SuspensionLift:
    """Let somebody in again, in the roles that they hold. Doing it again changes nothing.

    It gives no role: those were agreed to by two.
    """
    if by.user_id == suspension.person_id:
        raise NotSuspended("You cannot lift your own suspension.")
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=suspension.person_id)
        before = SuspensionLift.objects.filter(suspension=suspension).first()
        if before is not None:
            return before
        facts = {
            "act": "suspension-lifted",
            "of": suspension.pk.hex,
            "person": person.pk.hex,
            "name": person.name,
            "lifted_by": by.signature,
        }
        leaf = seal_change(homes_concerned(person, by.provider), uuid4(), facts, {"why": why})[0]
        person.is_active = True
        person.save(update_fields=["is_active"])
        return SuspensionLift.objects.create(**leaf.columns(), suspension=suspension, lifted_by=by)
