"""Starting, saving and leaving drafts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from children.models import Child
from decisions.models import Draft, DraftPage, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import Harm, Outcome, Severity, Start
from decisions.recording.concern import naming_the_same
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, User

Typed = dict[str, list[str]]
# The boxes in which staff are named; who may know of a draft hangs on what stands in them.
_STAFF_BY_ACCOUNT, _STAFF_IN_WORDS, _HARMS = "staff", "staff_in_words", "harms"


class StaleDraft(Exception):
    """Somebody saved this draft since the page was made; nothing of the page was saved."""


def start_draft(
    home: Home,
    child: Child | None,
    author: Appointment,
    answers: Answers,
    *,
    completes: SharingDecision | None = None,
    follows: SharingDecision | None = None,
    beside: SharingDecision | None = None,
    refiles: SharingDecision | None = None,
) -> Draft:
    """A new draft. Starting the completion of an urgent record again finds the one begun.

    It may be somebody else's: a record is completed once, so theirs is taken over.
    """
    now = clock.now()
    if completes is not None:
        begun = Draft.objects.filter(completes=completes).first()
        if begun is not None:
            return begun
    # Whoever the earlier record keeps out is kept out of what goes on from it.
    answers = naming_the_same(answers, completes, follows, beside, refiles)
    draft = Draft.objects.create(
        home=home,
        child=child,
        author=author,
        answers=answers.model_dump_json(),
        created_at=now,
        touched_at=now,
        completes=completes,
        follows=follows,
        beside=beside,
        refiles=refiles,
        severity=severity_of(answers),
        decide_at=put_off_until(answers),
        wanted_by=answers.request.wanted_by,
        names_staff=answers.names_staff,
    )
    draft.names.set(_accounts(answers.concern.staff))
    return draft


def blank_answers(start: Start) -> Answers:
    return Answers(start=start)


def save_answers(
    draft: Draft,
    answers: Answers,
    *,
    page: str,
    version: int,
    author: Appointment,
    child: Child | None = None,
) -> Draft:
    """Keep the answers of one page, saved by `author`, and forget what was refused on it before.

    `version` is the draft's version when the page was made. Raises StaleDraft when it has moved on.
    """
    typed = read_typed(draft)
    typed.pop(page, None)
    changes: dict[str, object] = {
        "answers": answers.model_dump_json(),
        "typed": json.dumps(typed),
        "severity": severity_of(answers),
        "decide_at": put_off_until(answers),
        "wanted_by": answers.request.wanted_by,
        "names_staff": answers.names_staff or any(names_staff(one) for one in typed.values()),
    }
    if child is not None:
        changes["child"] = child
    before = draft.read()
    with transaction.atomic():
        _settle(draft, page)
        saved = _save(draft, version, changes)
        saved.names.set(_accounts([*answers.concern.staff, *_ticked(*typed.values())]))
        _note_author(saved, page, author, filled_in=answers != before)
    return saved


def keep_typed(draft: Draft, page: str, typed: Typed) -> None:
    """Keep what was typed on a page and could not be saved; the answers stay as they were.

    Staff whom it names count as named: who may know of the draft does not wait for a save. Raises
    StaleDraft where somebody took the draft over.
    """
    with transaction.atomic():
        held = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if held.author.user_id != draft.author.user_id:
            raise StaleDraft
        _settle(held, page)
        put_in_boxes(held, page, typed)


def put_in_boxes(locked: Draft, page: str, typed: Typed, *, naming: bool = True) -> None:
    """Let these words stand in the boxes of a page, unsaved. Call with the draft's row locked.

    Without `naming` whom the draft names stays as it is.
    """
    pages = read_typed(locked)
    pages[page] = typed
    locked.typed = json.dumps(pages)
    locked.touched_at = clock.now()
    locked.save(update_fields=["typed", "touched_at"])
    if naming:
        locked.names_staff = locked.names_staff or names_staff(typed)
        locked.save(update_fields=["names_staff"])
        locked.names.add(*_accounts(_ticked(typed)))


def forget_typed(draft: Draft, page: str) -> None:
    """Let go of what was typed on a page and not saved; the answers stand."""
    with transaction.atomic():
        own = Draft.objects.filter(author__user=draft.author.user_id)
        held = own.select_for_update(of=("self",)).get(pk=draft.pk)
        _settle(held, page)
        pages = read_typed(held)
        pages.pop(page, None)
        held.typed = json.dumps(pages)
        held.save(update_fields=["typed"])


def names_staff(typed: Typed) -> bool:
    """Does what was typed on a page name, or point to, somebody who works here?"""
    named = [*typed.get(_STAFF_BY_ACCOUNT, []), *typed.get(_STAFF_IN_WORDS, [])]
    accused = Harm.STAFF_ALLEGATION.value in typed.get(_HARMS, [])
    return accused or any(one.strip() for one in named)


def names_them_all(draft: Draft, typed: Typed) -> bool:
    """Does the draft name staff already, and everybody whom these words tick?"""
    ticked = set(_ticked(typed))
    return draft.names_staff and ticked <= set(draft.names.values_list("pk", flat=True))


def severity_of(answers: Answers) -> str:
    """How serious a draft is, as its answers say; an urgent one is from its first moment."""
    urgent = answers.start is Start.URGENT
    severity = Severity.IMMEDIATE if urgent else answers.concern.severity
    return "" if severity is None else str(severity.value)


def put_off_until(answers: Answers) -> datetime | None:
    """Until when a decision was put off; None where it was not."""
    put_off = answers.decision.outcome is Outcome.DECIDE_LATER
    return answers.decision.decide_at if put_off else None


def put_in_place(draft: Draft, home: Home, author: Appointment) -> None:
    """Put a draft in the home where its child lives, under its author's appointment there.

    For an urgent draft, begun before its child was chosen, and for an author whose appointment
    has changed since.
    """
    if (draft.home_id, draft.author_id) == (home.pk, author.pk):
        return
    # Never back from whoever took it over in the meantime.
    own = Draft.objects.filter(pk=draft.pk, author__user=author.user)
    if own.update(home=home, author=author):
        draft.home, draft.author = home, author


def read_typed(draft: Draft) -> dict[str, Typed]:
    """What was typed and not saved, by page."""
    pages: dict[str, Typed] = json.loads(draft.typed)
    return pages


def _note_author(draft: Draft, page: str, author: Appointment, *, filled_in: bool) -> None:
    """Keep who filled in a page. Saving it as it stands leaves it to whoever that was."""
    this = {"author": author, "saved_at": clock.now()}
    if filled_in:
        DraftPage.objects.update_or_create(draft=draft, slug=page, defaults=this)
    else:
        DraftPage.objects.get_or_create(draft=draft, slug=page, defaults=this)


def _settle(draft: Draft, page: str) -> None:
    """Another's words that stand in the boxes of a page go with the boxes: they were seen there."""
    in_boxes = read_typed(draft).get(page)
    if in_boxes is not None:
        draft.unsaved_pages.filter(slug=page, typed=json.dumps(in_boxes)).delete()


def _ticked(*pages: Typed) -> list[UUID]:
    """The accounts that were ticked as staff named, whatever else came in their place."""
    ids: list[UUID] = []
    for typed in pages:
        for key in typed.get(_STAFF_BY_ACCOUNT, []):
            with suppress(ValueError):
                ids.append(UUID(key))
    return ids


def _accounts(ids: Iterable[UUID]) -> list[User]:
    wanted = set(ids)
    return list(User.objects.filter(pk__in=wanted)) if wanted else []


def _save(draft: Draft, version: int, changes: dict[str, object]) -> Draft:
    saved = Draft.objects.filter(pk=draft.pk, version=version).update(
        **changes, version=F("version") + 1, touched_at=clock.now()
    )
    if not saved:
        raise StaleDraft
    draft.refresh_from_db()
    return draft


def draft_or_record(draft_id: UUID) -> Draft | SharingDecision | None:
    """What a submit token leads to: the draft, or the record that it became."""
    draft = Draft.objects.filter(pk=draft_id).first()
    return draft or SharingDecision.objects.filter(draft_id=draft_id).first()


def begun_after(decision: SharingDecision, user: User, *, already: bool = False) -> Draft | None:
    """This person's draft that follows a record: one that states what has gone already, or not."""
    drafts = Draft.objects.filter(follows=decision, author__user=user)
    return next(
        (one for one in drafts if (one.read().start is Start.ALREADY_SHARED) is already), None
    )
