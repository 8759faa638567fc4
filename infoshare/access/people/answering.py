"""The only functions that answer a proposal: a second person agrees or not, or it is withdrawn.

Each writes its rows and an entry in the log of each home concerned, together.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from decisions.policy.terms import Role
from infoshare.access.people.proposing import (
    TWO_HATS,
    Period,
    Place,
    homes_of_the_change,
    wears_two_hats,
    what,
    who,
)
from infoshare.access.people.queries import answering, still_stands
from infoshare.access.people.sessions import end_sessions
from infoshare.access.permissions import Permission, roles_with
from infoshare.common import clock
from infoshare.organisation.changes import seal_change
from infoshare.organisation.models import (
    Appointment,
    AppointmentEnd,
    GoneLive,
    HomeClosed,
    Provider,
    RoleAnswer,
    RoleProposal,
    User,
)

NOT_YOURS = "You cannot answer this: you proposed it, it is about you, or it is not for your home."
NO_LONGER_STANDS = (
    "Whoever proposed this no longer manages people here, so nobody can agree to it. "
    "Do not agree, and let somebody propose it again."
)
HOME_CLOSED = "This home has closed. Do not agree; nobody begins there any more."
HAS_ENDED = "The role that this would move has ended. Do not agree, and propose a new role."
_INSTANT = timedelta(microseconds=1)


class NotAnswered(ValueError):
    """It cannot be answered so; the message says why."""


def agree(proposal: RoleProposal, user: User) -> RoleAnswer:
    """A second person agrees, and the role begins. Agreeing again gives the one answer."""
    with transaction.atomic():
        proposal, by = _locked(proposal, user)
        before = RoleAnswer.objects.filter(proposal=proposal).first()
        if before is not None:
            return _same(before, agreed=True)
        if not still_stands(proposal):
            raise NotAnswered(NO_LONGER_STANDS)
        if HomeClosed.objects.filter(home=proposal.home_id).exists():
            raise NotAnswered(HOME_CLOSED)
        return _appoint(proposal, by, second_person=True)


def stands_without_a_second(proposal: RoleProposal) -> RoleAnswer | None:
    """Before any home has begun, while nobody else could agree, the first roles stand at once.

    Otherwise a provider could never have its second person. The log says that nobody agreed.
    Nobody gives a role to themselves so: at a tiny provider too they appoint somebody else.
    """
    if proposal.person_id == proposal.proposed_by.user_id:
        return None
    with transaction.atomic():
        Provider.objects.select_for_update().get(pk=proposal.provider_id)
        if RoleAnswer.objects.filter(proposal=proposal).exists():
            return None
        if GoneLive.objects.filter(home__provider=proposal.provider_id).exists():
            return None
        if HomeClosed.objects.filter(home=proposal.home_id).exists():
            return None
        place = Q(home__isnull=True) | Q(home=proposal.home_id)
        others = (
            Appointment.objects.in_force(clock.now())
            .filter(place, provider=proposal.provider_id, user__is_active=True)
            .filter(role__in=roles_with(Permission.AGREE_TO_ROLES))
            .exclude(user__in=[proposal.person_id, proposal.proposed_by.user_id])
        )
        if others.exists():
            return None
        return _appoint(proposal, proposal.proposed_by, second_person=False)


def refuse(proposal: RoleProposal, user: User, *, why: str) -> RoleAnswer:
    """A second person does not agree, and says why. Refusing again gives the one answer."""
    with transaction.atomic():
        proposal, by = _locked(proposal, user)
        before = RoleAnswer.objects.filter(proposal=proposal).first()
        if before is not None:
            return _same(before, agreed=False)
        return _answer_no("role-refused", proposal, by, why)


def withdraw(proposal: RoleProposal, user: User, *, why: str) -> RoleAnswer:
    """Whoever proposed it takes it back. Withdrawing again gives the one answer."""
    with transaction.atomic():
        Provider.objects.select_for_update().get(pk=proposal.provider_id)
        by = proposal.proposed_by
        if by.user_id != user.pk:
            raise NotAnswered("Only whoever proposed this can withdraw it.")
        before = RoleAnswer.objects.filter(proposal=proposal).first()
        if before is not None:
            return _same(before, agreed=False)
        return _answer_no("role-withdrawn", proposal, by, why)


def _answer_no(act: str, proposal: RoleProposal, by: Appointment, why: str) -> RoleAnswer:
    facts = {"act": act, "of": proposal.pk.hex, "answered_by": by.signature}
    homes = homes_of_the_change(Place(proposal.provider, proposal.home), proposal.moves)
    leaf = seal_change(homes, uuid4(), {**facts, **who(proposal.person)}, {"why": why})[0]
    return RoleAnswer.objects.create(
        **leaf.columns(), proposal=proposal, agreed=False, answered_by=by
    )


def _locked(proposal: RoleProposal, user: User) -> tuple[RoleProposal, Appointment]:
    """The proposal, and as what this person answers it; two who press at once take turns."""
    Provider.objects.select_for_update().get(pk=proposal.provider_id)
    by = answering(user, proposal)
    if by is None:
        raise NotAnswered(NOT_YOURS)
    return proposal, by


def _same(before: RoleAnswer, *, agreed: bool) -> RoleAnswer:
    if before.agreed != agreed:
        raise NotAnswered("Somebody answered this before you, and differently. Nothing changed.")
    return before


def _appoint(proposal: RoleProposal, by: Appointment, *, second_person: bool) -> RoleAnswer:
    now = clock.now()
    starts_at = max(now, proposal.starts_at or now)
    ends_at = proposal.ends_at
    if ends_at is not None and ends_at <= starts_at:
        raise NotAnswered(
            "The role would have ended by now. Do not agree; it can be proposed anew."
        )
    # Another provider may agree to a role for the same person at this moment.
    person = User.objects.select_for_update().get(pk=proposal.person_id)
    if wears_two_hats(person, Role(proposal.role), Period(starts_at, ends_at)):
        raise NotAnswered(f"{TWO_HATS} Do not agree as it is.")
    left = _left_by_moving(proposal, starts_at)
    place = Place(proposal.provider, proposal.home)
    appointment = Appointment(
        user=proposal.person,
        role=proposal.role,
        provider=proposal.provider,
        home=proposal.home,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    facts = {
        "act": "role-agreed",
        "of": proposal.pk.hex,
        "answered_by": by.signature,
        "second_person": second_person,
        "appointment": appointment.pk.hex,
        "moved_from": left.pk.hex if left else None,
        "said_at": now.isoformat(),
        **who(proposal.person),
        **what(Role(proposal.role), place, Period(starts_at, ends_at)),
    }
    leaf = seal_change(homes_of_the_change(place, left), uuid4(), facts)[0]
    appointment.save()
    if left is not None:
        end_at(left, starts_at)
        AppointmentEnd.objects.create(
            **leaf.columns(), appointment=left, from_when=starts_at, said_at=now, said_by=by
        )
        if starts_at <= now:
            end_sessions(proposal.person)
    return RoleAnswer.objects.create(
        **leaf.columns(), proposal=proposal, agreed=True, answered_by=by, appointment=appointment
    )


def _left_by_moving(proposal: RoleProposal, starts_at: datetime) -> Appointment | None:
    """The appointment that ends as the new one begins."""
    if proposal.moves_id is None:
        return None
    left = Appointment.objects.select_for_update().get(pk=proposal.moves_id)
    if left.ends_at is not None and left.ends_at <= starts_at:
        raise NotAnswered(HAS_ENDED)
    return left


def end_at(appointment: Appointment, moment: datetime) -> None:
    """Let an appointment last until `moment`. One that had not begun by then never does."""
    appointment.ends_at = moment
    appointment.starts_at = min(appointment.starts_at, moment - _INSTANT)
    appointment.save(update_fields=["starts_at", "ends_at"])
