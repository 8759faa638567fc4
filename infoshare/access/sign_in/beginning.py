"""How an empty database comes by its first account. There is no default one (ASVS 6.3.2)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from decisions.policy.terms import ProviderType, Role
from infoshare.access.sign_in.inviting import Invited, invite
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Invitation, Provider, User
from infoshare.organisation.recording import open_home
from infoshare.organisation.sign_in import drawn

BEGUN = (
    "There are accounts already, so there is no first administrator to make. An administrator "
    "invites whoever comes next."
)


class BegunAlready(ValueError):
    """Somebody has an account: the command works on an empty database alone."""


@transaction.atomic
def begin(
    *, provider: str, provider_type: ProviderType, home: str, number: str, name: str
) -> Invited:
    """Open the provider and its first home, and invite its first administrator.

    While nobody has chosen a password, doing it again opens nothing and draws them a new code: the
    one before may be lost, or too old. It ends.
    """
    waiting = _never_taken_up()
    if waiting is not None:
        return invite(waiting.person, waiting.provider, None, token=uuid4())
    if User.objects.exists():
        raise BegunAlready(BEGUN)
    runs = Provider.objects.create(name=provider, provider_type=provider_type.value)
    open_home(runs, name=home, number=number, on_call_name="", on_call_number="")
    person = User.objects.create_user(f"administrator-{drawn(4).lower()}", name=name)
    Appointment.objects.create(
        user=person, role=Role.ADMINISTRATOR.value, provider=runs, starts_at=clock.now()
    )
    return invite(person, runs, None, token=uuid4())


def _never_taken_up() -> Invitation | None:
    """The first administrator's invitation, where nobody at all has chosen a password."""
    if User.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        return None
    ours = Invitation.objects.filter(made_by=None).select_related("person", "provider")
    return ours.order_by("made_at").first()
