"""Whom somebody may bring back, as what, and which recoveries wait for them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from infoshare.access.permissions import Permission, roles_with
from infoshare.access.scope import appointments_of, homes_where, providers_where
from infoshare.access.wall.homes import open_at
from infoshare.common import clock
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import (
    Appointment,
    Home,
    Recovery,
    RecoveryAnswer,
    SignInChange,
    User,
)


def people_recovered_by(user: User) -> QuerySet[User]:
    """Everybody of the homes and providers at which this person brings others back; never they."""
    held = Appointment.objects.in_force(clock.now()).filter(
        Q(home__in=homes_where(user, Permission.RECOVER_SIGN_IN))
        | Q(home__isnull=True, provider__in=providers_where(user, Permission.RECOVER_SIGN_IN))
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=user.pk)


def recoveries_in_sight(user: User) -> QuerySet[Recovery]:
    """The recoveries of people whom this person brings back, with what their pages say."""
    rows = Recovery.objects.filter(person__in=people_recovered_by(user))
    return rows.select_related(
        "person", "provider", "started_by__user", "answer__answered_by__user"
    )


def starting_as(user: User, person: User) -> Appointment | None:
    """As what this user starts a recovery of that person; None where they do not."""
    return _acting(user, person, second=False)


def answering_as(user: User, recovery: Recovery) -> Appointment | None:
    """As what this user answers it; None for whoever started it or is concerned."""
    if user.pk == recovery.started_by.user_id:
        return None
    return _acting(user, recovery.person, second=True)


def still_agreed_by_two(recovery: Recovery) -> bool:
    """Might both who agreed do so still? What somebody suspended began brings nobody back."""
    answer = RecoveryAnswer.objects.filter(recovery=recovery, agreed=True).first()
    if answer is None or starting_as(recovery.started_by.user, recovery.person) is None:
        return False
    return answering_as(answer.answered_by.user, recovery) is not None


def _acting(user: User, person: User, *, second: bool) -> Appointment | None:
    """Under which appointment this user brings that person back.

    Somebody who serves all homes is brought back by two people, of whom the second serves all
    homes too: the managers of one home could not do it between them.
    """
    if user.pk == person.pk:
        return None
    held = list(appointments_of(person).values_list("provider", "home"))
    serves_all = [provider for provider, home in held if home is None]
    places = Q(home__isnull=True, provider__in=[provider for provider, _ in held])
    if not serves_all:
        places |= Q(home__in=[home for _, home in held])
    elif not second:
        places |= Q(provider__in=serves_all)
    rows = appointments_of(user).filter(places, role__in=roles_with(Permission.RECOVER_SIGN_IN))
    return rows.select_related("user", "provider").first()


def is_over(recovery: Recovery) -> bool:
    """Nobody can go on with it: refused, used, or started too long ago."""
    answer = getattr(recovery, "answer", None)
    refused = answer is not None and not answer.agreed
    return refused or is_used(recovery) or clock.now() >= recovery.recorded_at + Recovery.LASTS


def is_used(recovery: Recovery) -> bool:
    return any(code.used_at is not None for code in recovery.codes.all())


def recoveries_to_answer(user: User) -> list[Recovery]:
    """Those that wait for this person's answer, the oldest first."""
    since = clock.now() - Recovery.LASTS
    waiting = recoveries_in_sight(user).filter(answer__isnull=True, recorded_at__gt=since)
    return [one for one in reversed(waiting) if answering_as(user, one) is not None]


def lately_recovered(user: User) -> list[Recovery]:
    """Those used in the last days: the managers of whoever came back are told."""
    since = clock.now() - SignInChange.TOLD_FOR
    return list(recoveries_in_sight(user).filter(codes__used_at__gt=since).distinct())


def words_of(row: Recovery | RecoveryAnswer) -> dict[str, str]:
    """What was said then, from the sealed bytes.

    Whoever may see the recovery may read them, at whichever home of the person they stand.
    """
    with open_at(Home.objects.filter(log=row.log).values_list("pk", flat=True)):
        said: dict[str, str] = read_part(row.log, row.seq, "text")
    return said
