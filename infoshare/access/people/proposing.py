"""The only functions that propose a role, for somebody new or known here.

Each writes its rows and an entry in the log of each home concerned, together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from decisions.policy.terms import Role
from infoshare.access.people.queries import still_stands
from infoshare.access.permissions import Permission, roles_with
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.changes import homes_of, seal_change
from infoshare.organisation.models import (
    Appointment,
    Home,
    Provider,
    RoleProposal,
    User,
)

NO_HOME_YET = "This provider has no home yet, so there is no log to write it in."
USED_BEFORE = "This page was used before. Look through it, then send it again."


TWO_HATS = (
    "Administrators see no child, so nobody is an administrator and works with children at the "
    "same time. Choose somebody else, or end the other role first."
)


class NotProposed(ValueError):
    """It cannot be proposed so; the message says what to change."""


@dataclass(frozen=True)
class Place:
    """One home, or all homes of a provider."""

    provider: Provider
    home: Home | None

    @property
    def homes(self) -> list[Home]:
        return [self.home] if self.home else homes_of(self.provider)


@dataclass(frozen=True)
class Period:
    """From when until when; without a start, from when somebody agrees."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None


def propose_new_person(
    by: Appointment,
    *,
    name: str,
    telephone: str,
    role: Role,
    place: Place,
    period: Period,
    token: UUID,
) -> RoleProposal:
    """Make an account that cannot sign in yet, and propose its first role. Sent again: the same."""
    first = _sent_before(token, role=role, place=place, period=period)
    if first is not None:
        if first.person.name != name:
            raise NotProposed(SENT_BEFORE)
        return first
    with _one_of_two_sendings(), transaction.atomic():
        person = User.objects.create_user(free_sign_in_name(name), name=name, telephone=telephone)
        return _propose(by, person, role, place, period, token, new_person=True)


def propose_role(
    by: Appointment,
    person: User,
    *,
    role: Role,
    place: Place,
    period: Period,
    token: UUID,
    moves: Appointment | None = None,
) -> RoleProposal:
    """Propose that somebody holds a role; with `moves`, instead of that one. Again: the same."""
    first = _sent_before(token, role=role, place=place, period=period)
    if first is not None:
        if first.person_id != person.pk:
            raise NotProposed(SENT_BEFORE)
        return first
    with _one_of_two_sendings(), transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        _refuse_what_is_held(person, role, place)
        if wears_two_hats(person, role, period):
            raise NotProposed(TWO_HATS)
        return _propose(by, person, role, place, period, token, moves=moves)


@contextmanager
def _one_of_two_sendings() -> Iterator[None]:
    """Of two sendings at once the second is told so; nothing of it is written."""
    try:
        yield
    except IntegrityError:
        raise NotProposed(USED_BEFORE) from None


def _refuse_what_is_held(person: User, role: Role, place: Place) -> None:
    same = {"role": role.value, "provider": place.provider, "home": place.home}
    now = clock.now()
    held = person.appointments.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), **same)
    if held.exists():
        raise NotProposed(f"{person.name} has this role there already.")
    waiting = RoleProposal.objects.waiting().filter(person=person, **same)
    # Nobody can agree to what a leaver proposed, so it keeps nobody from proposing it anew.
    if any(still_stands(one) for one in waiting.select_related("proposed_by__user")):
        raise NotProposed("This was proposed already, and waits for a second person.")


def wears_two_hats(person: User, role: Role, period: Period) -> bool:
    """Would this person keep who may read, and read about children, at the same time?

    Administrators manage people, homes and appointments and see no child. That holds at a tiny
    provider too: whoever runs it appoints somebody else as administrator, or as manager.
    """
    sees_children = roles_with(Permission.READ_CHILDREN)
    if role is not Role.ADMINISTRATOR and role not in sees_children:
        return False
    others = sees_children if role is Role.ADMINISTRATOR else (Role.ADMINISTRATOR,)
    lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=period.starts_at or clock.now())
    held = person.appointments.filter(lasting, role__in=others)
    if period.ends_at is not None:
        held = held.filter(starts_at__lt=period.ends_at)
    return held.exists()


def _propose(
    by: Appointment,
    person: User,
    role: Role,
    place: Place,
    period: Period,
    token: UUID,
    *,
    moves: Appointment | None = None,
    new_person: bool = False,
) -> RoleProposal:
    homes = homes_of_the_change(place, moves)
    facts = {
        "act": "role-proposed",
        "new_person": new_person,
        "proposed_by": by.signature,
        "moves": moves.pk.hex if moves else None,
        **who(person),
        **what(role, place, period),
    }
    leaf = seal_change(homes, token, facts)[0]
    return RoleProposal.objects.create(
        **leaf.columns(),
        person=person,
        role=role.value,
        provider=place.provider,
        home=place.home,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        moves=moves,
        proposed_by=by,
    )


def homes_of_the_change(place: Place, moves: Appointment | None) -> list[Home]:
    """The new place first; then the home that somebody would leave."""
    homes = place.homes
    left = [moves.home] if moves and moves.home else homes_of(place.provider) if moves else []
    homes += [home for home in left if home not in homes]
    if not homes:
        raise NotProposed(NO_HOME_YET)
    return homes


def who(person: User) -> dict[str, Any]:
    return {"person": person.pk.hex, "name": person.name}


def what(role: Role, place: Place, period: Period) -> dict[str, Any]:
    return {
        "role": role.value,
        "role_label": role.label,
        "provider": place.provider.pk.hex,
        "home": place.home.pk.hex if place.home else None,
        "starts_at": period.starts_at.isoformat() if period.starts_at else None,
        "ends_at": period.ends_at.isoformat() if period.ends_at else None,
    }


def _sent_before(token: UUID, *, role: Role, place: Place, period: Period) -> RoleProposal | None:
    first = RoleProposal.objects.filter(pk=token).select_related("person").first()
    if first is None:
        return None
    stands = (first.role, first.provider_id, first.home_id, first.starts_at, first.ends_at)
    home = place.home.pk if place.home else None
    if stands != (role.value, place.provider.pk, home, period.starts_at, period.ends_at):
        raise NotProposed(SENT_BEFORE)
    return first


def free_sign_in_name(name: str) -> str:
    """first.last in plain letters, with a number where somebody has it already."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = ["".join(filter(str.isalnum, word)) for word in plain.split()]
    base = ".".join(filter(None, words))[:50] or "person"
    taken = set(
        User.objects.filter(sign_in_name__startswith=base).values_list("sign_in_name", flat=True)
    )
    number = 2
    found = base
    while found in taken:
        found, number = f"{base}{number}", number + 1
    return found
