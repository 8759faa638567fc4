"""The people of a provider, the proposals that wait, and who may do what about them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from infoshare.access.permissions import Permission, roles_with
from infoshare.access.scope import appointments_of, homes_where, may, providers_where
from infoshare.common import clock
from infoshare.organisation.changes import homes_of
from infoshare.organisation.models import (
    Appointment,
    Home,
    Provider,
    RoleProposal,
    Suspension,
    User,
)


def people_managed_by(user: User) -> QuerySet[User]:
    """Everybody who works, worked or is to work for a provider whose people this person manages.

    Never a visitor: a visit is opened and ended by the home.
    """
    theirs = providers_where(user, Permission.MANAGE_PEOPLE)
    known = User.objects.filter(
        Q(appointments__provider__in=theirs) | Q(role_proposals__provider__in=theirs)
    )
    return User.objects.filter(pk__in=known.values("pk"))


def appointments_managed_by(user: User) -> QuerySet[Appointment]:
    """The appointments, past ones too, that this person may end or move."""
    theirs = providers_where(user, Permission.MANAGE_PEOPLE)
    return Appointment.objects.filter(provider__in=theirs).select_related(
        "user", "home", "provider"
    )


def homes_managed_by(user: User) -> QuerySet[Home]:
    """Every home, closed ones too."""
    return homes_where(user, Permission.MANAGE_PEOPLE).select_related("provider", "closed")


def homes_to_work_at(user: User) -> QuerySet[Home]:
    """The homes for which this person may propose a role; nobody begins at a closed one."""
    homes = homes_where(user, Permission.MANAGE_PEOPLE, Permission.PROPOSE_ROLES)
    return homes.filter(closed__isnull=True).select_related("provider")


def acting(user: User, provider: Provider) -> Appointment | None:
    """As what this person manages people there."""
    return _first_as(user, Permission.MANAGE_PEOPLE, Q(provider=provider))


def answering(user: User, proposal: RoleProposal) -> Appointment | None:
    """As what this person may answer the proposal; None for whoever proposed it or is concerned.

    What holds for all homes is answered by those who serve all homes, never by one home's manager.
    So is what a manager proposed.
    """
    if user.pk in (proposal.person_id, proposal.proposed_by.user_id):
        return None
    place = Q(home__isnull=True)
    if proposal.home_id is not None and proposal.proposed_by.home_id is None:
        place |= Q(home=proposal.home_id)
    here = Q(provider=proposal.provider_id) & place
    return _first_as(user, Permission.AGREE_TO_ROLES, here)


def _first_as(user: User, permission: Permission, where: Q) -> Appointment | None:
    rows = appointments_of(user).filter(where, role__in=roles_with(permission))
    return rows.select_related("user").first()


def proposals_in_sight(user: User) -> QuerySet[RoleProposal]:
    """Proposals at the places where this person may agree to roles, their own among them."""
    rows = appointments_of(user).filter(role__in=roles_with(Permission.AGREE_TO_ROLES))
    places = Q(pk__in=[])
    for provider, home in rows.values_list("provider", "home"):
        places |= Q(home=home) if home else Q(provider=provider)
    return RoleProposal.objects.filter(places).select_related(
        "person", "home", "provider", "proposed_by__user", "moves__home", "answer"
    )


def to_answer(user: User) -> list[RoleProposal]:
    """The proposals that wait for this person's answer, the oldest first."""
    rows = proposals_in_sight(user).filter(answer__isnull=True)
    others = rows.exclude(person=user).exclude(proposed_by__user=user)
    return [one for one in others if answering(user, one) is not None]


def proposed_by(user: User) -> QuerySet[RoleProposal]:
    """What this person proposed and nobody has answered: theirs to withdraw."""
    waiting = RoleProposal.objects.waiting().filter(proposed_by__user=user)
    return waiting.select_related("person", "home", "proposed_by__user", "moves__home")


def proposing_at(user: User, home: Home) -> Appointment | None:
    """As what this person proposes roles at this home, their own."""
    return _first_as(user, Permission.PROPOSE_ROLES, Q(home=home))


def colleagues_of(user: User) -> QuerySet[User]:
    """Who works at a home where this person proposes roles."""
    homes = homes_where(user, Permission.PROPOSE_ROLES)
    here = Appointment.objects.in_force(clock.now()).filter(home__in=homes)
    return User.objects.filter(pk__in=here.values("user")).exclude(pk=user.pk).order_by("name")


def roles_waiting(user: User) -> int:
    """How many proposals wait for this person's answer."""
    return len(to_answer(user)) if may(user, Permission.AGREE_TO_ROLES) else 0


def still_stands(proposal: RoleProposal) -> bool:
    """Might whoever proposed it still do so? What a leaver proposed gives nobody a role."""
    by = appointments_of(proposal.proposed_by.user).filter(provider=proposal.provider_id)
    manages = Q(role__in=roles_with(Permission.MANAGE_PEOPLE))
    at_home = Q(role__in=roles_with(Permission.PROPOSE_ROLES), home=proposal.home_id)
    return by.filter(manages | at_home).exists()


def open_suspension(person: User) -> Suspension | None:
    """The suspension that keeps this person out now."""
    return Suspension.objects.filter(person=person, lift__isnull=True).first()


def homes_concerned(person: User, provider: Provider) -> list[Home]:
    """The homes of what this person holds or is to hold there; all homes, where it is for all."""
    now = clock.now()
    held = Appointment.objects.filter(user=person, provider=provider)
    lasting = held.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    proposed = RoleProposal.objects.waiting().filter(person=person, provider=provider)
    places: set[UUID | None] = {
        *lasting.values_list("home", flat=True),
        *proposed.values_list("home", flat=True),
    } or set(held.values_list("home", flat=True))
    every_home = homes_of(provider)
    if None in places or not places:
        return every_home
    return [home for home in every_home if home.pk in places]


def acting_for(user: User, person: User) -> Appointment | None:
    """As what this user manages that person."""
    where = Q(provider__appointments__user=person) | Q(provider__role_proposals__person=person)
    return _first_as(user, Permission.MANAGE_PEOPLE, where)
