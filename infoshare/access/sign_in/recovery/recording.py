"""The only functions that bring somebody back who lost every factor (ASVS 6.4.4).

One who stands in front of the person starts it, a second agrees, the first draws a code and hands
it over. Each writes its row and an entry in the log of each home concerned, together.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from infoshare.access.people.queries import homes_concerned
from infoshare.access.people.sessions import end_sessions
from infoshare.access.sign_in.changes import note_change
from infoshare.access.sign_in.codes import InvitedBefore, NotInvited, digest_of
from infoshare.access.sign_in.recovery.queries import answering_as, is_over, starting_as, words_of
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.changes import seal_change
from infoshare.organisation.models import (
    Appointment,
    Invitation,
    Recovery,
    RecoveryAnswer,
    SignInChange,
    User,
)
from infoshare.organisation.sign_in import new_passphrase

CODE_LASTS = timedelta(hours=1)
NOT_YOURS = "You cannot answer this: you started it, it is about you, or it is not for your home."
NO_LONGER_STANDS = (
    "Whoever started this can no longer bring people back here. Somebody else must start again."
)
OVER = "This is over: it was used or refused, or a day has passed. Start again in person."
NOTHING_CHOSEN = "This person has no password yet. They start with an invitation, not with this."
WAITING = "This person is being brought back already. Go on with that, or wait until it is over."


class NotRecovered(ValueError):
    """It cannot be done so; the message says why."""


def start_recovery(
    person: User, by: Appointment, *, checked: str, why: str, token: UUID
) -> Recovery:
    """Say that this person stood here and was recognised, and how. Sent again: the same."""
    before = Recovery.objects.filter(pk=token).first()
    if before is not None:
        return _same(before, person, why)
    try:
        with transaction.atomic():
            row = User.objects.select_for_update().get(pk=person.pk)
            if not row.has_usable_password():
                raise NotRecovered(NOTHING_CHOSEN)
            if any(not is_over(one) for one in row.recoveries.all()):
                raise NotRecovered(WAITING)
            facts = {**_about(row, "recovery-started"), "started_by": by.signature}
            said = {"checked": checked, "why": why}
            leaf = seal_change(homes_concerned(row, by.provider), token, facts, said)[0]
            return Recovery.objects.create(
                **leaf.columns(), person=row, provider=by.provider, started_by=by
            )
    except IntegrityError:
        raise NotRecovered(SENT_BEFORE) from None


def _same(before: Recovery, person: User, why: str) -> Recovery:
    if before.person_id != person.pk or words_of(before)["why"] != why:
        raise NotRecovered(SENT_BEFORE)
    return before


def answer_recovery(recovery: Recovery, user: User, *, agreed: bool, why: str) -> RecoveryAnswer:
    """A second person agrees, or does not and says why. The same again gives the one answer."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=recovery.person_id)
        by = answering_as(user, recovery)
        if by is None:
            raise NotRecovered(NOT_YOURS)
        before = RecoveryAnswer.objects.filter(recovery=recovery).first()
        if before is not None:
            if before.agreed != agreed:
                raise NotRecovered("Somebody answered this before you, and differently.")
            return before
        if is_over(recovery):
            raise NotRecovered(OVER)
        if agreed and starting_as(recovery.started_by.user, recovery.person) is None:
            raise NotRecovered(NO_LONGER_STANDS)
        act = "recovery-agreed" if agreed else "recovery-refused"
        facts = {
            **_about(recovery.person, act),
            "of": recovery.pk.hex,
            "answered_by": by.signature,
        }
        homes = homes_concerned(recovery.person, recovery.provider)
        leaf = seal_change(homes, uuid4(), facts, {} if agreed else {"why": why})[0]
        return RecoveryAnswer.objects.create(
            **leaf.columns(), recovery=recovery, agreed=agreed, answered_by=by
        )


def draw_code(recovery: Recovery, user: User, *, token: UUID) -> tuple[Invitation, str]:
    """The code that whoever started it hands over: shown once, kept nowhere. An earlier one ends.

    Raises InvitedBefore for a `token` sent again.
    """
    code, now = new_passphrase(), clock.now()
    try:
        with transaction.atomic():
            person = User.objects.select_for_update().get(pk=recovery.person_id)
            if Invitation.objects.filter(pk=token, recovery=recovery).exists():
                raise InvitedBefore
            _refuse_before_two_agreed(recovery, user)
            Invitation.objects.open(now).filter(person=person).update(expires_at=now)
            by = recovery.started_by
            made = Invitation.objects.create(
                pk=token,
                person=person,
                provider=recovery.provider,
                recovery=recovery,
                code_digest=digest_of(code),
                made_by=by,
                made_at=now,
                expires_at=now + CODE_LASTS,
            )
            facts = {
                **_about(person, "recovery-code-made"),
                "of": recovery.pk.hex,
                "made_by": by.signature,
                "until": made.expires_at.isoformat(),
            }
            seal_change(homes_concerned(person, recovery.provider), token, facts)
    except IntegrityError:
        raise NotInvited(SENT_BEFORE) from None
    return made, code


def _refuse_before_two_agreed(recovery: Recovery, user: User) -> None:
    answer = RecoveryAnswer.objects.filter(recovery=recovery).first()
    if answer is None or recovery.started_by.user_id != user.pk:
        raise NotRecovered("A second person must agree first.")
    if is_over(recovery):
        raise NotRecovered(OVER)
    if starting_as(user, recovery.person) is None:
        raise NotRecovered(NO_LONGER_STANDS)


def take_away_what_was_lost(person: User, recovery: Recovery) -> None:
    """The code was used: the old factors, links and sessions are gone, and that is sealed."""
    Authenticator.objects.filter(user_id=person.pk).delete()
    SocialAccount.objects.filter(user_id=person.pk).delete()
    end_sessions(person)
    note_change(person, SignInChange.What.RECOVERED)
    facts = {**_about(person, "recovery-taken-up"), "of": recovery.pk.hex}
    seal_change(homes_concerned(person, recovery.provider), uuid4(), facts)


def _about(person: User, act: str) -> dict[str, object]:
    return {"act": act, "person": person.pk.hex, "name": person.name}
