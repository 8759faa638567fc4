"""Nothing typed is lost: what could not be saved is kept with its draft, page by page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from decisions.guide.forms.advice import AdviceGivenForm
from decisions.guide.forms.base import StepForm
from decisions.guide.steps import BY_SLUG, belongs
from decisions.guide.surroundings import Surroundings
from decisions.guide.whose import PAGE_FOR, whose_page
from decisions.models import Draft
from decisions.recording.drafts import (
    StaleDraft,
    Typed,
    draft_or_record,
    keep_typed,
    read_typed,
)
from decisions.recording.handing_over import author_for, keep_sent_late, keep_unsaved
from infoshare.access.permissions import Permission
from infoshare.access.scope import may, reach_of
from infoshare.access.wall.homes import open_at
from infoshare.organisation.models import Appointment

ADVICE_GIVEN = "advice-given"
# More than this is not kept of a page of a draft that was taken over.
MOST_TYPED = 200_000
# Of a page as it is posted: not somebody's words.
NOT_WORDS = frozenset({"csrfmiddlewaretoken", "version", "token", "do", "unsaved_until", PAGE_FOR})


def posted(data: Any, names: Iterable[str]) -> Typed:
    """What came back for these names, and nothing else that was sent."""
    return {name: data.getlist(name) for name in names if name in data}


def keep(draft: Draft, page: str, typed: Typed, *, most: int = StepForm.most_typed) -> bool:
    """Keep what was typed on a page; False where it is more than a page can hold.

    A draft that was signed meanwhile keeps nothing: its record stands.
    """
    if sum(len(text) for texts in typed.values() for text in texts) > most:
        return False
    try:
        keep_typed(draft, page, typed)
    except Draft.DoesNotExist:
        return False
    except StaleDraft:
        return keep_late(draft, page, typed, draft.author) is not None
    return True


def kept(draft: Draft, page: str) -> MultiValueDict[str, Any] | None:
    """What was typed on a page and is not saved, as a form takes it."""
    typed = read_typed(draft).get(page)
    return MultiValueDict(typed) if typed else None


def words_on(data: Any) -> list[str]:
    """The names of everything that was typed on a page, whatever the page asks by now."""
    return [name for name in data if name not in NOT_WORDS]


def is_blank(typed: Typed) -> bool:
    return not any(one.strip() for name in typed if name != "rows" for one in typed[name])


def keep_late(draft: Draft, page: str, typed: Typed, author: Appointment) -> Draft | None:
    """Keep what came back from a page after its draft was taken over from `author`.

    The draft that keeps it; None where there is nothing to keep, where it is more than a page can
    hold, and where the draft was signed.
    """
    size = sum(len(text) for texts in typed.values() for text in texts)
    known = page == ADVICE_GIVEN or (
        page in BY_SLUG and belongs(BY_SLUG[page], draft, draft.read())
    )
    if not known or is_blank(typed) or size > MOST_TYPED:
        return None
    try:
        return keep_unsaved(draft, page, typed, author)
    except Draft.DoesNotExist:
        return None


def version_in(request: HttpRequest, *, otherwise: int = -1) -> int:
    """The version that a page was made from; none that fits where it was tampered with."""
    if "version" not in request.POST:
        return otherwise
    typed = request.POST["version"]
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


def keep_for_sign_in(request: HttpRequest, pk: UUID, step: str = ADVICE_GIVEN) -> bool:
    """Keep a page that came back after its session had ended; False where it is not kept.

    Only where the server knows whose page it is, and they still record there. Whoever sends it
    gets no answer from this, and what is kept is shown to its author alone, as not saved.
    """
    person = whose_page(request, pk)
    if person is None:
        return False
    with open_at(reach_of(person).all_homes):
        draft = draft_or_record(pk)
        if not isinstance(draft, Draft):
            return False
        author = author_for(person, draft)
        if author is None or not may(person, Permission.RECORD, draft.home, draft.child_id):
            return False
        typed = _typed_on(request, draft, step, theirs=author.user_id == draft.author.user_id)
        if typed is None:
            return False
        try:
            return is_blank(typed) or keep_sent_late(draft, step, typed, author)
        except Draft.DoesNotExist:
            return False


def _typed_on(request: HttpRequest, draft: Draft, step: str, *, theirs: bool) -> Typed | None:
    """What was typed on a page of the draft; None for no such page, and for more than it holds."""
    around, most = Surroundings(draft.author.user, draft), StepForm.most_typed
    if step == ADVICE_GIVEN:
        names = list(AdviceGivenForm.names)
    elif step in BY_SLUG and belongs(BY_SLUG[step], draft, around.answers):
        form = BY_SLUG[step].form(request.POST, around)
        names, most = list(form.posted_names()), form.most_typed
    else:
        return None
    if not theirs:
        # The page is of before somebody took the draft over: it may ask other things by now.
        names, most = words_on(request.POST), MOST_TYPED
    typed = posted(request.POST, names)
    size = sum(len(text) for texts in typed.values() for text in texts)
    return typed if size <= most else None
