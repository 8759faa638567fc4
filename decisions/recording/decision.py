"""Sealing a decision."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from children.models import Child
from decisions.models import (
    Draft,
    HarmConcerned,
    InformationItem,
    NamedStaff,
    PersonConcerned,
    SharingDecision,
)
from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment
from decisions.policy.missing import missing
from decisions.policy.route import prune
from decisions.recording.circumstances import gather
from decisions.recording.decision_contents import Prepared, columns, contents, harms, items, people
from decisions.recording.kept_out import refuse_who_is_not_kept_out
from decisions.recording.locking import refuse_if_moved, take_turns
from decisions.recording.sentence import recipient_in_words, sentence
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind

# Without letters and digits that are mistaken for each other when read aloud.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


class NotReady(Exception):
    """The draft cannot be sealed yet; `assessment` says what is missing or must change."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        super().__init__("this draft cannot be signed yet")


class AlreadyCompleted(Exception):
    """Somebody else signed the full form of this urgent record first: `record`."""

    def __init__(self, record: SharingDecision) -> None:
        self.record = record
        super().__init__("this urgent record has been completed already")


class HandedOverMeanwhile(Exception):
    """Whoever signs is not the draft's author any more; nothing was signed."""


def prepare(draft: Draft, *, now: datetime | None = None) -> Prepared:
    """What sealing this draft now would say. Needs a draft that has its child."""
    at = now or clock.now()
    child = child_of(draft)
    answers = prune(draft.read())
    circumstances = gather(
        answers, home=draft.home, child=child, author=draft.author, now=at, draft=draft
    )
    held = circumstances.recipient_held
    recipient = recipient_in_words(answers, held.name if held else "")
    assessment = assess(answers, circumstances, at.astimezone(LONDON).date())
    if draft.completes_id is not None:
        # The full form of an urgent record is where what could wait no longer waits.
        assessment = assessment.changed(missing=missing(answers, circumstances))
    pieces = sentence(answers, signature=draft.author.signature, recipient=recipient, at=at)
    return Prepared(
        answers=answers,
        circumstances=circumstances,
        assessment=assessment,
        pieces=pieces,
        sentence=pieces.about(child.full_name, answers),
        recipient=recipient,
    )


def seal(draft: Draft) -> SharingDecision:
    """Turn a draft into a record: lock, assess again, write, delete the draft, all or nothing.

    A draft that was sealed before gives the record that it became. Raises NotReady,
    HandedOverMeanwhile where somebody took the draft over, AlreadyCompleted for the full form of
    an urgent record that somebody else signed first, MovedMeanwhile where what it completes or
    follows was filed under the wrong child, NotKeptOut where somebody is named who would see it.
    """
    try:
        with transaction.atomic():
            return seal_in_transaction(draft)
    except IntegrityError:
        sealed = SharingDecision.objects.filter(draft_id=draft.pk).first()
        if sealed is not None:
            return sealed
        first = SharingDecision.objects.filter(
            completes__isnull=False, completes=draft.completes_id
        ).first()
        if first is None:
            raise
        raise AlreadyCompleted(first) from None


def seal_in_transaction(draft: Draft) -> SharingDecision:
    """As `seal`, for a caller that writes more about the record in the same transaction."""
    # Without joins: PostgreSQL drops a row whose author changed while it waited for the lock.
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        return SharingDecision.objects.get(draft_id=draft.pk)
    if locked.author.user_id != draft.author.user_id:
        raise HandedOverMeanwhile
    # Also the homes of what it goes on from: nobody says meanwhile that it is the wrong child's.
    take_turns(locked, locked.completes, locked.follows, locked.refiles)
    for earlier in filter(None, (locked.completes, locked.follows)):
        refuse_if_moved(earlier)
    now = clock.now()
    prepared = prepare(locked, now=now)
    if not prepared.ready:
        raise NotReady(prepared.assessment)
    refuse_who_is_not_kept_out(locked, prepared.answers)
    code = _new_code()
    child = child_of(locked)
    leaf = append(
        [
            Entry(
                locked.home.log,
                Kind.DECISION,
                uuid4(),
                child.keep_until_year,
                contents(locked, child, prepared, code),
            )
        ],
        now=now,
    )[0]
    decision = SharingDecision.objects.create(**leaf.columns(), **columns(locked, prepared, code))
    InformationItem.objects.bulk_create(items(decision, prepared.answers))
    HarmConcerned.objects.bulk_create(harms(decision, prepared.answers))
    PersonConcerned.objects.bulk_create(people(decision, prepared.answers))
    NamedStaff.objects.bulk_create(
        NamedStaff(decision=decision, person_id=person) for person in prepared.answers.concern.staff
    )
    locked.delete()
    return decision


def child_of(draft: Draft) -> Child:
    """The draft's child. An urgent draft has none until its page says who."""
    if draft.child is None:
        raise ValueError("this draft does not say which child it is about")
    return draft.child


def _new_code() -> str:
    """Eight characters in two halves, to read aloud: K7M2-9QXF."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"
