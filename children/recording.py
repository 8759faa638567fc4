"""The only functions that write consents and wishes: the rows and their ledger entry together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from children.models import Agency, Child, Consent, ConsentItem, NotToBeTold, Wish
from decisions.policy.terms import (
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    View,
)
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.ledger.reading import read_parts
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home

Contents = dict[str, dict[str, object]]
_USED_BEFORE = "This page was used before. Look through it, then send it again."


class ConsentRefused(ValueError):
    """The consent cannot be recorded so; the message says what to change."""


def record_consent(
    child: Child,
    home: Home,
    recorded_by: Appointment,
    *,
    giver: ConsentGiver,
    state: ConsentState,
    purpose: Purpose,
    recipient: Agency | None,
    items: Iterable[InformationCategory],
    given_on: date,
    expires_on: date | None,
    explicit: bool = False,
    explained: str = "",
    told_of_withdrawal: bool = False,
    competence_assessed: bool = False,
    responsibility_evidenced: bool = False,
    words: str = "",
    follows: Consent | None = None,
    ref: UUID | None = None,
) -> Consent:
    """Record one state of a consent: given, refused, or another.

    `explained` says how it was explained, `words` what the person said; both stand in the ledger
    alone. `ref` becomes the id of the row: the same one again gives the row that it made. Raises
    ConsentRefused where a consent that holds has no end, or ends before it begins, and for a
    `ref` that stands for something else.
    """
    if state in (ConsentState.GIVEN, ConsentState.RENEWED):
        if expires_on is None:
            raise ConsentRefused("Say until when the consent holds.")
        if expires_on < given_on:
            raise ConsentRefused("The consent must end after the day it was given.")
    categories = tuple(sorted(set(items)))
    contents: Contents = {
        "child": _who(child),
        "guarded": {},
        "text": {"explained": explained, "words": words},
        "facts": {
            "act": "consent",
            "giver": giver.value,
            "state": state.value,
            "purpose": purpose.value,
            "recipient": recipient.name if recipient else "",
            "recipient_id": recipient.pk.hex if recipient else None,
            "recipient_type": recipient.agency_type if recipient else "",
            "items": [category.value for category in categories],
            "given_on": given_on.isoformat(),
            "expires_on": expires_on.isoformat() if expires_on else None,
            "explicit": explicit,
            "told_of_withdrawal": told_of_withdrawal,
            "competence_assessed": competence_assessed,
            "responsibility_evidenced": responsibility_evidenced,
            "recorded_by": recorded_by.signature,
            "follows": follows.pk.hex if follows else None,
        },
    }
    try:
        with transaction.atomic():
            leaf = append(
                [
                    Entry(
                        home.log,
                        Kind.CONSENT,
                        ref or uuid4(),
                        child.keep_until_year,
                        contents,
                    )
                ]
            )[0]
            consent = Consent.objects.create(
                **leaf.columns(),
                child=child,
                home=home,
                recorded_by=recorded_by,
                follows=follows,
                giver=giver.value,
                state=state.value,
                purpose=purpose.value,
                recipient=recipient,
                recipient_type=recipient.agency_type if recipient else "",
                given_on=given_on,
                expires_on=expires_on,
                explicit=explicit,
                explained=bool(explained.strip()),
                told_of_withdrawal=told_of_withdrawal,
                competence_assessed=competence_assessed,
                responsibility_evidenced=responsibility_evidenced,
            )
            ConsentItem.objects.bulk_create(
                ConsentItem(consent=consent, category=category.value) for category in categories
            )
    except IntegrityError:
        return _consent_made_before(child, ref, follows, contents)
    return consent


def _consent_made_before(
    child: Child, ref: UUID | None, follows: Consent | None, contents: Contents
) -> Consent:
    """The row that the same form, or a second person at the same moment, has written already."""
    mine = Consent.objects.filter(child=child)
    found = mine.filter(pk=ref).first() if ref else None
    if found is not None:
        _refuse_other_words(found, contents)
    if found is None and follows is not None:
        found = mine.filter(follows=follows).first()
    if found is None:
        raise ConsentRefused(_USED_BEFORE)
    return found


def withdraw_consent(
    consent: Consent,
    recorded_by: Appointment,
    *,
    withdrawn_on: date,
    words: str = "",
    home: Home | None = None,
) -> Consent:
    """Record that the person took a consent back. As easy as giving it: one act, no reason asked.

    `home` is where the child lives now, when it is no longer where the consent was given. A
    consent that something follows already is returned as that later row.
    """
    later = Consent.objects.filter(follows=consent).first()
    if later is not None:
        return later
    return record_consent(
        consent.child,
        home or consent.home,
        recorded_by,
        giver=ConsentGiver(consent.giver),
        state=ConsentState.WITHDRAWN,
        purpose=Purpose(consent.purpose),
        recipient=consent.recipient,
        items=[InformationCategory(item.category) for item in consent.items.all()],
        given_on=withdrawn_on,
        expires_on=None,
        words=words,
        follows=consent,
    )


def record_wish(
    child: Child,
    home: Home,
    recorded_by: Appointment,
    *,
    giver: ConsentGiver,
    view: View,
    purpose: Purpose,
    recipient: Agency | None,
    said_on: date,
    words: str,
    ref: UUID | None = None,
) -> Wish:
    """Record what the child, or a parent, wants: an agreement or a wish, never a lawful basis.

    `ref` becomes the id of the row: the same one again gives the row that it made. Raises
    ConsentRefused for a `ref` that stands for something else.
    """
    contents: Contents = {
        "child": _who(child),
        "guarded": {},
        "text": {"words": words},
        "facts": {
            "act": "wish",
            "giver": giver.value,
            "view": view.value,
            "purpose": purpose.value,
            "recipient": recipient.name if recipient else "",
            "recipient_id": recipient.pk.hex if recipient else None,
            "said_on": said_on.isoformat(),
            "recorded_by": recorded_by.signature,
        },
    }
    try:
        with transaction.atomic():
            leaf = append(
                [
                    Entry(
                        home.log,
                        Kind.CONSENT,
                        ref or uuid4(),
                        child.keep_until_year,
                        contents,
                    )
                ]
            )[0]
            return Wish.objects.create(
                **leaf.columns(),
                child=child,
                home=home,
                recorded_by=recorded_by,
                giver=giver.value,
                view=view.value,
                purpose=purpose.value,
                recipient=recipient,
                said_on=said_on,
            )
    except IntegrityError:
        made = Wish.objects.filter(child=child, pk=ref).first() if ref else None
        if made is None:
            raise ConsentRefused(_USED_BEFORE) from None
        _refuse_other_words(made, contents)
        return made


def _refuse_other_words(made: Sealed, contents: Contents) -> None:
    """Refuse a page that was changed after going back to it: it is not the one that was sent."""
    stands = read_parts(made.log, made.seq)
    for part in ("facts", "text"):
        if any(stands[part].get(name) != said for name, said in contents[part].items()):
            raise ConsentRefused(SENT_BEFORE)


def lift_not_to_be_told(entry: NotToBeTold, by: Appointment, reason: str) -> NotToBeTold:
    """Take a name off the do-not-disclose list, signed and with a reason; again changes nothing."""
    with transaction.atomic():
        held = NotToBeTold.objects.select_for_update().get(pk=entry.pk)
        if held.lifted_at is None:
            held.lifted_at, held.lifted_by, held.lift_reason = clock.now(), by, reason
            held.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    return held


def _who(child: Child) -> dict[str, object]:
    return {"child": child.pk.hex, "name": child.full_name, "born": child.birth_date.isoformat()}
