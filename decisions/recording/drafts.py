"""Starting, saving and leaving drafts."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction
from django.db.models import F

from children.models import Child
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import Start
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home

Typed = dict[str, list[str]]


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
) -> Draft:
    """A new draft. Starting the completion of an urgent record again finds the one begun."""
    now = clock.now()
    if completes is not None:
        begun = Draft.objects.filter(completes=completes, author__user=author.user).first()
        if begun is not None:
            return begun
    return Draft.objects.create(
        home=home,
        child=child,
        author=author,
        answers=answers.model_dump_json(),
        created_at=now,
        touched_at=now,
        completes=completes,
        follows=follows,
    )


def blank_answers(start: Start) -> Answers:
    return Answers(start=start)


def save_answers(
    draft: Draft, answers: Answers, *, page: str, version: int, child: Child | None = None
) -> Draft:
    """Keep the answers of one page and forget what was refused on it before.

    `version` is the draft's version when the page was made. Raises StaleDraft when it has moved on.
    """
    typed = read_typed(draft)
    typed.pop(page, None)
    changes: dict[str, object] = {
        "answers": answers.model_dump_json(),
        "typed": json.dumps(typed),
    }
    if child is not None:
        changes["child"] = child
    return _save(draft, version, changes)


def keep_typed(draft: Draft, page: str, typed: Typed) -> None:
    """Keep what was typed on a page and could not be saved; the answers stay as they were."""
    with transaction.atomic():
        held = Draft.objects.select_for_update().get(pk=draft.pk)
        pages = read_typed(held)
        pages[page] = typed
        held.typed = json.dumps(pages)
        held.touched_at = clock.now()
        held.save(update_fields=["typed", "touched_at"])


def put_in_place(draft: Draft, home: Home, author: Appointment) -> None:
    """Put a draft in the home where its child lives, under its author's appointment there.

    For an urgent draft, begun before its child was chosen, and for an author whose appointment
    has changed since.
    """
    if (draft.home_id, draft.author_id) == (home.pk, author.pk):
        return
    Draft.objects.filter(pk=draft.pk).update(home=home, author=author)
    draft.home, draft.author = home, author


def read_typed(draft: Draft) -> dict[str, Typed]:
    """What was typed and not saved, by page."""
    pages: dict[str, Typed] = json.loads(draft.typed)
    return pages


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
