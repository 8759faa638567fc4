"""Handing over: whoever is in charge takes a draft over, and nothing that was typed is lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from children.models import Child
from decisions.models import Draft, HandOver, SharingDecision, UnsavedPage
from decisions.policy.terms import Start
from decisions.recording.drafts import (
    Typed,
    blank_answers,
    keep_typed,
    names_staff,
    names_them_all,
    put_in_boxes,
    read_typed,
    start_draft,
)
from decisions.recording.reading import read_sealed
from decisions.recording.refiling import record_now
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.common import clock
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry
from infoshare.organisation.models import Appointment, Home, User

# Drafts that pages sent late may begin about a child for one author, who has not opened them yet.
MOST_APART = 8


class TakenMeanwhile(Exception):
    """Somebody else took this draft over since the page was made; nothing was changed."""


@dataclass(frozen=True)
class HandedOver:
    """What a former author may know: who has it now, since when, and where it went.

    `draft` while it is one, else None; `record` once it was signed, where this person may read it.
    `blank` is a draft of the same kind without any text, to read what they type by.
    """

    by: str
    at: datetime
    blank: Draft
    draft: Draft | None = None
    record: SharingDecision | None = None


def take_over(draft: Draft, by: Appointment) -> Draft:
    """Make a draft `by`'s own. Who it was taken from, and when, is kept with it.

    Its text stays, what was typed and not saved too. Taking over one's own draft changes nothing.
    Raises Draft.DoesNotExist where it was signed or is not this person's to take, and
    TakenMeanwhile where its author is not the one whom `draft` names any more.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if locked.author.user_id == by.user_id:
            return locked
        if not Draft.objects.waiting_at_homes_of(by.user).filter(pk=draft.pk).exists():
            raise Draft.DoesNotExist
        if locked.author.user_id != draft.author.user_id:
            raise TakenMeanwhile
        return _hand_over(locked, by)


def _hand_over(locked: Draft, by: Appointment) -> Draft:
    former, now = locked.author, clock.now()
    for page, typed in read_typed(locked).items():
        _keep(locked, page, typed, former, at=now)
    # A page that the former author still has open is older than this, and saves nothing.
    locked.version += 1
    locked.author = by
    locked.save(update_fields=["version", "author"])
    HandOver.objects.create(
        draft=locked, from_author=former, to_author=by, at=now, version=locked.version
    )
    return locked


def handed_over_from(user: User, draft_id: UUID) -> HandedOver | None:
    """What became of a draft that was taken over from this person; None where none was."""
    draft = (
        Draft.objects.select_related("home__provider", "child", "author__user")
        .filter(pk=draft_id)
        .first()
    )
    if draft is None:
        return _signed_since(user, draft_id)
    records = may(user, Permission.RECORD, draft.home, draft.child_id)
    if draft.author.user_id == user.pk or not records:
        return None
    if not is_former_author(user, draft):
        return None
    last = draft.hand_overs.select_related("to_author__user").latest("at", "pk")
    blank = _blank(draft.pk, draft.home, draft.child, draft.author, draft.read().start)
    return HandedOver(last.to_author.user.name, last.at, blank, draft=draft)


def _signed_since(user: User, draft_id: UUID) -> HandedOver | None:
    """The same of a draft that was signed: its record says who handed it over."""
    record = (
        SharingDecision.objects.select_related("home__provider", "child", "author__user")
        .filter(draft_id=draft_id)
        .exclude(named_staff__person=user)
        .first()
    )
    if record is None or not may(user, Permission.RECORD, record.home, record.child_id):
        return None
    try:
        facts = read_sealed(record)["facts"]
    except (LedgerMismatch, NoSuchEntry):
        return None
    rows = facts["handed_over"]
    if user.pk.hex not in {row["from"]["user"] for row in rows}:
        return None
    here = SharingDecision.objects.visible_to(user).filter(pk=record.pk).first()
    # Filed under the wrong child: what they typed belongs to the record in its place.
    seen = here or record_now(record, user)
    last = rows[-1]
    start = Start(facts["answers"]["start"])
    blank = _blank(draft_id, record.home, record.child, record.author, start)
    at = datetime.fromisoformat(last["at"])
    return HandedOver(last["to"]["name"], at, blank, record=seen)


def _blank(
    draft_id: UUID, home: Home, child: Child | None, author: Appointment, start: Start
) -> Draft:
    """A draft that is never saved: it has no answers in it."""
    answers = blank_answers(start).model_dump_json()
    return Draft(pk=draft_id, home=home, child=child, author=author, answers=answers)


def is_former_author(user: User, draft: Draft) -> bool:
    return draft.hand_overs.filter(from_author__user=user).exists()


def appointment_of_former(user: User, draft: Draft) -> Appointment:
    """The appointment under which this person wrote the draft until it was taken over."""
    row = draft.hand_overs.select_related("from_author").filter(from_author__user=user)
    return row.latest("at", "pk").from_author


def author_for(user: User, draft: Draft) -> Appointment | None:
    """Under which appointment this person writes the draft, or wrote it before it was taken over;
    None for anybody else.
    """
    if draft.author.user_id == user.pk:
        return draft.author
    return appointment_of_former(user, draft) if is_former_author(user, draft) else None


def keep_sent_late(draft: Draft, page: str, typed: Typed, author: Appointment) -> bool:
    """Keep what its author sent when nobody was signed in; False where other words stand there.

    Never over words that are kept already, and whom the draft names stays as it is: who may know
    of it is not changed without a sign-in. Words that name staff go into a draft of their author's
    own; False also where so many of those stand unopened.
    Raises Draft.DoesNotExist for one that was signed.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        is_theirs = locked.author.user_id == author.user_id
        in_boxes = read_typed(locked).get(page)
        if is_theirs and in_boxes == typed:
            return True
        if names_staff(typed) and not (is_theirs and names_them_all(locked, typed)):
            if _begun_apart(locked, page, typed, author) is None and _holds_enough(locked, author):
                return False
            _apart(locked, page, typed, author)
            return True
        if is_theirs and not in_boxes:
            put_in_boxes(locked, page, typed, naming=False)
            return True
        words = {"typed": json.dumps(typed), "at": clock.now()}
        row, _ = UnsavedPage.objects.get_or_create(
            draft=locked, slug=page, author=author, defaults=words
        )
        return row.typed == words["typed"]


def keep_unsaved(draft: Draft, page: str, typed: Typed, author: Appointment) -> Draft:
    """Keep what somebody typed on a page that is not theirs to save any more; where it is kept.

    The newest of a page counts: it holds what its author saw, and typed, last. Words that name
    staff go into a new draft of their author's own: whoever took over may be the one they name.
    Raises Draft.DoesNotExist for one that was signed.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if names_staff(typed):
            return _apart(locked, page, typed, author)
        _keep(locked, page, typed, author)
        return locked


def _apart(locked: Draft, page: str, typed: Typed, author: Appointment) -> Draft:
    """A draft of this author's own with these words; pressing again finds the same one."""
    begun = _begun_apart(locked, page, typed, author)
    if begun is not None:
        return begun
    own = start_draft(locked.home, locked.child, author, blank_answers(locked.read().start))
    keep_typed(own, page, typed)
    return own


def _begun_apart(locked: Draft, page: str, typed: Typed, author: Appointment) -> Draft | None:
    return Draft.objects.filter(
        author__user=author.user, child=locked.child, typed=json.dumps({page: typed})
    ).first()


def _holds_enough(locked: Draft, author: Appointment) -> bool:
    """Does this author have as many unopened drafts as may be begun for them without a sign-in?"""
    begun = Draft.objects.filter(
        author__user=author.user, child=locked.child, names_staff=True, version=0
    )
    return begun.exclude(pk=locked.pk).count() >= MOST_APART


def take_into_boxes(draft: Draft, row: UUID, own: Typed | None, by: Appointment) -> None:
    """Put another's words into the boxes of their page; what `by` had in them is kept beside."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        theirs = locked.unsaved_pages.filter(pk=row).first()
        if theirs is None:
            return
        words = json.loads(theirs.typed)
        same = locked.unsaved_pages.filter(slug=theirs.slug, typed=json.dumps(own))
        if own is not None and not same.exists():
            _keep(locked, theirs.slug, own, by)
        put_in_boxes(locked, theirs.slug, words)


def let_go(draft: Draft, row: UUID) -> None:
    """Dismiss what another typed beside a page."""
    draft.unsaved_pages.filter(pk=row).delete()


def _keep(
    locked: Draft, page: str, typed: Typed, author: Appointment, *, at: datetime | None = None
) -> None:
    UnsavedPage.objects.update_or_create(
        draft=locked,
        slug=page,
        author=author,
        defaults={"typed": json.dumps(typed), "at": at or clock.now()},
    )
