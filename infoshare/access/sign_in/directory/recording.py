"""The only functions that link a work account to somebody, and unlink it.

Each changes the rows and writes an entry in the log of each home concerned, together: it is a
change of how somebody gets in.
"""

from __future__ import annotations

from uuid import uuid4

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from infoshare.access.people.queries import homes_concerned
from infoshare.access.people.sessions import end_sessions
from infoshare.access.sign_in.changes import note_change
from infoshare.access.sign_in.directory.links import links_of
from infoshare.organisation.changes import seal_change
from infoshare.organisation.models import Appointment, Provider, SignInChange, User

SOMEBODY_ELSES = (
    "This work account is linked to somebody else here. Tell an administrator: each person has a "
    "work account of their own."
)
ANOTHER_OF_YOURS = (
    "Another work account is linked to you already. Ask an administrator to unlink it first."
)


class NotLinked(ValueError):
    """This work account cannot be linked to this person; the message says why."""


def link_directory(person: User, *, directory: str, issuer: str, subject: str) -> SocialAccount:
    """Let whoever the directory calls `subject` sign in as this person. Again: the same."""
    try:
        with transaction.atomic():
            row = User.objects.select_for_update().get(pk=person.pk)
            before = links_of(row).filter(provider=directory).first()
            if before is not None and before.uid == subject:
                return before
            if SocialAccount.objects.filter(provider=directory, uid=subject).exists():
                raise NotLinked(SOMEBODY_ELSES)
            if before is not None:
                raise NotLinked(ANOTHER_OF_YOURS)
            link = SocialAccount.objects.create(user_id=row.pk, provider=directory, uid=subject)
            known_as = {"issuer": issuer, "links": _as_sealed([link])}
            _seal(row, {"act": "directory-linked", **known_as})
            note_change(row, SignInChange.What.DIRECTORY_LINKED)
    except IntegrityError:
        raise NotLinked(SOMEBODY_ELSES) from None
    return link


def unlink_directory(person: User, by: Appointment, *, why: str) -> None:
    """Nobody signs in as this person with a work account any more; doing it again changes nothing.

    Whoever came in so is out too: their sessions end on every device.
    """
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=person.pk)
        links = list(links_of(row))
        if not links:
            return
        facts = {"act": "directory-unlinked", "links": _as_sealed(links)}
        _seal(row, {**facts, "unlinked_by": by.signature}, {"why": why})
        links_of(row).delete()
        note_change(row, SignInChange.What.DIRECTORY_UNLINKED)
        end_sessions(row)


def _as_sealed(links: list[SocialAccount]) -> list[dict[str, str]]:
    return [{"directory": one.provider, "subject": one.uid} for one in links]


def _seal(person: User, facts: dict[str, object], text: dict[str, object] | None = None) -> None:
    """At the homes of every provider for which they work: whoever says so may know one alone."""
    works_for = Provider.objects.filter(appointments__user=person).distinct().order_by("pk")
    homes = [home for provider in works_for for home in homes_concerned(person, provider)]
    about = {"person": person.pk.hex, "name": person.name}
    seal_change(homes, uuid4(), {**facts, **about}, text)
