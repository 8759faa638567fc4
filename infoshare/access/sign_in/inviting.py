"""The only functions that let somebody in: a code for one person, and what it is exchanged for.

Whoever makes the code never sees a password. Each writes its row and, where the provider has
homes, the entry of their logs together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from infoshare.access.sign_in.codes import InvitedBefore, NotInvited, digest_of
from infoshare.access.sign_in.recovery.queries import still_agreed_by_two
from infoshare.access.sign_in.recovery.recording import take_away_what_was_lost
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.changes import homes_of, seal_change
from infoshare.organisation.models import Appointment, Invitation, Provider, User
from infoshare.organisation.sign_in import new_passphrase

LASTS = timedelta(hours=72)
HAS_SIGNED_IN = "This person has a password already, so no code is needed."
ACCOUNT_CLOSED = "This account is closed, so nobody can be invited to it."
CODE_REFUSED = (
    "This code does not work. It works once, and for three days. Check each letter, or ask for a "
    "new code."
)


NO_LONGER_STANDS = (
    "This code does not work any more: of the two people who agreed to bring you back, one can no "
    "longer do so. Ask your manager to start again."
)


class CodeRefused(ValueError):
    """The code opens nothing: unknown, used, withdrawn or too old. All are one to the sender."""


@dataclass(frozen=True)
class Invited:
    """The invitation and its code: shown once, kept nowhere."""

    invitation: Invitation
    code: str


def invite(person: User, provider: Provider, by: Appointment | None, *, token: UUID) -> Invited:
    """Draw the code with which this person chooses a password. An earlier code ends.

    `by` is None for the first administrator alone. Raises NotInvited for whoever has a password
    (a code would open their account to its maker), InvitedBefore for a `token` sent again.
    """
    code, now = new_passphrase(), clock.now()
    try:
        with transaction.atomic():
            person = User.objects.select_for_update().get(pk=person.pk)
            _refuse_a_token_used_before(person, provider, token)
            if not person.is_active:
                raise NotInvited(ACCOUNT_CLOSED)
            if has_chosen_a_password(person):
                raise NotInvited(HAS_SIGNED_IN)
            Invitation.objects.open(now).filter(person=person).update(expires_at=now)
            invitation = Invitation.objects.create(
                pk=token,
                person=person,
                provider=provider,
                code_digest=digest_of(code),
                made_by=by,
                made_at=now,
                expires_at=now + LASTS,
            )
            facts = {
                "act": "invited",
                "person": person.pk.hex,
                "name": person.name,
                "until": invitation.expires_at.isoformat(),
                "invited_by": by.signature if by else "the one-time command",
            }
            _seal(provider, token, facts)
    except IntegrityError:
        raise NotInvited(SENT_BEFORE) from None
    return Invited(invitation, code)


def has_chosen_a_password(person: User) -> bool:
    return person.has_usable_password()


def _refuse_a_token_used_before(person: User, provider: Provider, token: UUID) -> None:
    before = Invitation.objects.filter(pk=token).first()
    if before is None:
        return
    if (before.person_id, before.provider_id) != (person.pk, provider.pk):
        raise NotInvited(SENT_BEFORE)
    raise InvitedBefore


def invitation_of(code: str) -> Invitation | None:
    """The open invitation that this code belongs to, however it is spelt."""
    found = Invitation.objects.open(clock.now()).filter(
        code_digest=digest_of(code), person__is_active=True
    )
    return found.select_related("person", "provider", "recovery").first()


def accept(code: str, password: str) -> User:
    """Exchange the code for a password of one's own.

    Raises CodeRefused a second time, too late, and where one of the two who agreed to a recovery
    may no longer do so.
    """
    with transaction.atomic():
        found = invitation_of(code)
        if found is None:
            raise CodeRefused(CODE_REFUSED)
        if found.recovery is not None and not still_agreed_by_two(found.recovery):
            raise CodeRefused(NO_LONGER_STANDS)
        # Whoever comes first takes it: of two at once one finds nothing to change.
        taken = Invitation.objects.open(clock.now()).filter(pk=found.pk)
        if not taken.update(used_at=clock.now()):
            raise CodeRefused(CODE_REFUSED)
        person = found.person
        person.set_password(password)
        person.save(update_fields=["password"])
        if found.recovery is not None:
            take_away_what_was_lost(person, found.recovery)
            return person
        facts = {"act": "invitation-taken-up", "of": found.pk.hex, "person": person.pk.hex}
        _seal(found.provider, uuid4(), facts)
        return person


def _seal(provider: Provider, ref: UUID, facts: Mapping[str, object]) -> None:
    homes = homes_of(provider)
    # A provider that has just begun has no home yet, and so no log.
    if homes:
        seal_change(homes, ref, facts)
