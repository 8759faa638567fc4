"""How an empty database comes by its first account. There is no default one (ASVS 6.3.2)."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from decisions.policy.terms import ProviderType, Role
from infoshare.access.sign_in.inviting import Invited, invite
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Provider, User
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
    """Open the provider and its first home, and invite its first administrator."""
    if User.objects.exists():
        raise BegunAlready(BEGUN)
    runs = Provider.objects.create(name=provider, provider_type=provider_type.value)
    open_home(runs, name=home, number=number, on_call_name="", on_call_number="")
    person = User.objects.create_user(f"administrator-{drawn(4).lower()}", name=name)
    Appointment.objects.create(
        user=person, role=Role.ADMINISTRATOR.value, provider=runs, starts_at=clock.now()
    )
    return invite(person, runs, None, token=uuid4())
