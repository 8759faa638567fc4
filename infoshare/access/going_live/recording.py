"""The only functions that let a home begin, name its second person, and keep who is on call.

Each writes its row and the entry of the home's log together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from decisions.policy.terms import Role
from infoshare.access.going_live.queries import (
    PEOPLE_NEEDED,
    people_who_may_approve,
    who_may_approve,
)
from infoshare.access.sign_in.inviting import invite
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.ledger.models import Leaf
from infoshare.ledger.reading import read_part
from infoshare.organisation.changes import homes_of, seal_change
from infoshare.organisation.models import Appointment, GoneLive, Home, Provider, User
from infoshare.organisation.sign_in import drawn

_INSTANT = timedelta(microseconds=1)
_USED_BEFORE = "This page was used before. Look through it, then send it again."


class NotYet(ValueError):
    """The home cannot begin so; the message says what is missing."""


class NotNamed(ValueError):
    """Nobody can be named so; the message says why."""


class NamedAlready(Exception):
    """The same form named this person before; the code was shown then and kept nowhere."""


@dataclass(frozen=True)
class NamedPerson:
    """The appointment, and the code with which the person starts: shown once, kept nowhere."""

    appointment: Appointment
    code: str


def is_on_call_known(home: Home) -> bool:
    return bool(home.on_call_name.strip() and home.on_call_number.strip())


def go_live(home: Home, said_by: Appointment) -> GoneLive:
    """Let a home begin. Doing it again, at the same time too, gives the one row.

    Raises NotYet while fewer than two people may approve there, or nobody is known to be on call.
    """
    with transaction.atomic():
        # The lock makes two people who press at once take turns.
        home = Home.objects.select_for_update().get(pk=home.pk)
        begun = GoneLive.objects.filter(home=home).first()
        if begun is not None:
            return begun
        people = people_who_may_approve(home)
        if len(people) < PEOPLE_NEEDED:
            raise NotYet(_too_few(home, len(people)))
        if not is_on_call_known(home):
            raise NotYet("Write down first who is on call, and their number.")
        facts = {
            "act": "went-live",
            "may_approve": [one.signature for one in people],
            "on_call": {"name": home.on_call_name, "number": home.on_call_number},
            "said_by": said_by.signature,
        }
        (leaf,) = seal_change([home], uuid4(), facts)
        return GoneLive.objects.create(**leaf.columns(), home=home, said_by=said_by)


def _too_few(home: Home, number: int) -> str:
    now = "Now one person may." if number else "Now nobody may."
    return f"Two people must be able to agree to sharing at {home.name}. {now}"


def name_second_person(
    provider: Provider,
    by: Appointment,
    *,
    name: str,
    telephone: str,
    body: str,
    token: UUID,
) -> NamedPerson:
    """Name somebody from outside who answers what waits at all homes of this provider.

    They are invited as everybody is: nobody but they ever knows their password.

    `telephone` is the number that is rung for an approval by telephone, `body` whom they come
    from. Raises NotNamed where two people may approve already, where somebody of that name works
    here, without a number, and for a `token` that stands for something or somebody else;
    NamedAlready for one that named this person before.
    """
    if not telephone.strip():
        raise NotNamed("Write their telephone number. An approval by telephone rings it.")
    try:
        with transaction.atomic():
            Provider.objects.select_for_update().get(pk=provider.pk)
            said = {"name": name, "body": body, "telephone": telephone}
            _refuse_a_token_used_before(provider, token, said)
            _refuse_who_is_not_wanted(provider, name)
            user = User.objects.create_user(
                f"second-{drawn(6).lower()}", name=name, telephone=telephone
            )
            appointment = Appointment.objects.create(
                pk=token,
                user=user,
                role=Role.OUTSIDE_SECOND_PERSON.value,
                provider=provider,
                starts_at=clock.now(),
            )
            facts = {
                **said,
                "act": "second-person-named",
                "named_by": by.signature,
                "person": user.pk.hex,
            }
            seal_change(homes_of(provider), token, facts)
            invited = invite(user, provider, by, token=uuid4())
    except IntegrityError:
        # The token is the id of something in another log or at another provider.
        raise NotNamed(_USED_BEFORE) from None
    return NamedPerson(appointment, invited.code)


def _refuse_a_token_used_before(provider: Provider, token: UUID, said: Mapping[str, str]) -> None:
    before = Appointment.objects.filter(pk=token).first()
    if before is None:
        return
    if before.provider_id != provider.pk or before.role != Role.OUTSIDE_SECOND_PERSON:
        raise NotNamed(_USED_BEFORE)
    leaf = Leaf.objects.filter(log__in=provider.homes.values("log"), ref=token)[0]
    stands = read_part(leaf.log, leaf.seq, "facts")
    if any(stands[name] != words for name, words in said.items()):
        raise NotNamed(SENT_BEFORE)
    raise NamedAlready


def _refuse_who_is_not_wanted(provider: Provider, name: str) -> None:
    people = who_may_approve(homes_of(provider))
    if all(len(some) >= PEOPLE_NEEDED for some in people.values()):
        raise NotNamed("Two people may approve already, so nobody from outside is needed.")
    working = Appointment.objects.in_force(clock.now()).filter(provider=provider)
    names = {one.casefold() for one in working.values_list("user__name", flat=True)}
    if name.casefold() in names:
        raise NotNamed(f"{name} works here already. Name somebody from outside.")


def end_second_person(appointment: Appointment, by: Appointment) -> Appointment:
    """End what a second person from outside may do. Ending it again changes nothing."""
    with transaction.atomic():
        row = Appointment.objects.select_for_update().select_related("user").get(pk=appointment.pk)
        if row.ends_at is not None:
            return row
        # An appointment lasts at least an instant.
        row.ends_at = max(clock.now(), row.starts_at + _INSTANT)
        row.save(update_fields=["ends_at"])
        facts = {
            "act": "second-person-ended",
            "of": row.pk.hex,
            "name": row.user.name,
            "ended_by": by.signature,
        }
        seal_change(homes_of(row.provider), uuid4(), facts)
        return row


def keep_on_call(home: Home, by: Appointment, *, name: str, number: str) -> Home:
    """Write down who is rung at a home; the same again changes nothing."""
    with transaction.atomic():
        row = Home.objects.select_for_update().get(pk=home.pk)
        if (row.on_call_name, row.on_call_number) == (name, number):
            return row
        row.on_call_name, row.on_call_number = name, number
        row.save(update_fields=["on_call_name", "on_call_number"])
        facts = {"act": "on-call", "name": name, "number": number, "said_by": by.signature}
        seal_change([row], uuid4(), facts)
        return row
