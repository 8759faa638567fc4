"""The only functions that open homes and visits: the row and its ledger entry together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from decisions.policy.terms import VisitorRole
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.ledger.opening import open_log
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import Appointment, Home, Provider, User, Visit, VisitEnd
from infoshare.organisation.sign_in import drawn, new_passphrase

LONGEST_VISIT = timedelta(days=5)
# 15 years from the last entry (regulation 37 of the Children's Homes (England) Regulations 2015;
# not yet confirmed by a lawyer), and the rest of that year.
YEARS_VISITS_ARE_KEPT = 16
_USED_BEFORE = "This page was used before. Look through it, then send it again."


class VisitRefused(ValueError):
    """The visit cannot be opened so; the message says what to change."""


class AlreadyOpened(Exception):
    """The same form opened this visit before; its passphrase was shown then and kept nowhere."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        super().__init__("this visit has been opened already")


@dataclass(frozen=True)
class OpenedVisit:
    """The visit, and what the visitor signs in with: shown once, kept nowhere."""

    visit: Visit
    sign_in_name: str
    passphrase: str


def open_home(
    provider: Provider,
    *,
    name: str,
    number: str,
    on_call_name: str,
    on_call_number: str,
    telephone: str = "",
    ref: UUID | None = None,
) -> Home:
    """A new home with its tamper-evident log; `ref` becomes its id."""
    with transaction.atomic():
        log = open_log(home=name, number=number, provider=provider.name)
        return Home.objects.create(
            id=ref or uuid4(),
            provider=provider,
            name=name,
            number=number,
            telephone=telephone,
            on_call_name=on_call_name,
            on_call_number=on_call_number,
            log=log,
        )


def open_visit(
    home: Home,
    opened_by: Appointment,
    *,
    role: VisitorRole,
    name: str,
    body: str,
    until: datetime,
    passphrase: str | None = None,
    ref: UUID | None = None,
) -> OpenedVisit:
    """Open a read-only visit to one home and make the visitor's account.

    `body` is whom the visitor comes from; `ref` becomes the id of the visit. Raises VisitRefused
    for an end that is past or over five days away and for a `ref` that stands for something
    else, AlreadyOpened for one that opened a visit to this home before.
    """
    now = clock.now()
    if until <= now:
        raise VisitRefused("Choose an end for the visit that is still to come.")
    if until > now + LONGEST_VISIT:
        raise VisitRefused("A visit is open for five days at most. Choose an earlier end.")
    words = passphrase or new_passphrase()
    asked = {"role": role.value, "name": name, "body": body, "until": until.isoformat()}
    try:
        with transaction.atomic():
            visitor = User.objects.create_user(f"visit-{drawn(6).lower()}", words, name=name)
            leaf = append(
                [
                    Entry(
                        home.log,
                        Kind.VISIT,
                        ref or uuid4(),
                        clock.today().year + YEARS_VISITS_ARE_KEPT,
                        {
                            "facts": {
                                **asked,
                                "act": "opened",
                                "role_label": role.label,
                                "opened_by": opened_by.signature,
                                "visitor": visitor.pk.hex,
                            },
                            "text": {},
                        },
                    )
                ],
                now=now,
            )[0]
            visit = Visit.objects.create(
                **leaf.columns(),
                home=home,
                visitor=visitor,
                role=role.value,
                opened_by=opened_by,
                until=until,
            )
    except IntegrityError:
        opened = Visit.objects.filter(home=home, pk=ref).first() if ref else None
        if opened is None:
            raise VisitRefused(_USED_BEFORE) from None
        stands = read_part(opened.log, opened.seq, "facts")
        if any(stands[name] != value for name, value in asked.items()):
            raise VisitRefused(SENT_BEFORE) from None
        raise AlreadyOpened(opened) from None
    return OpenedVisit(visit, visitor.sign_in_name, words)


def end_visit(visit: Visit, ended_by: Appointment) -> VisitEnd:
    """End a visit before its time. Ending it again changes nothing."""
    with transaction.atomic():
        # The lock makes two people who press at once take turns.
        User.objects.select_for_update().get(pk=visit.visitor_id)
        ended = VisitEnd.objects.filter(visit=visit).first()
        if ended is not None:
            return ended
        leaf = append(
            [
                Entry(
                    visit.home.log,
                    Kind.VISIT,
                    uuid4(),
                    clock.today().year + YEARS_VISITS_ARE_KEPT,
                    {
                        "facts": {
                            "act": "ended",
                            "of": visit.pk.hex,
                            "ended_by": ended_by.signature,
                        },
                        "text": {},
                    },
                )
            ]
        )[0]
        return VisitEnd.objects.create(**leaf.columns(), visit=visit, ended_by=ended_by)
