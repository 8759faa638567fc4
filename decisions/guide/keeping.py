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
from decisions.models import Draft
from decisions.recording.drafts import Typed, draft_or_record, keep_typed, read_typed

ADVICE_GIVEN = "advice-given"


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
    return True


def kept(draft: Draft, page: str) -> MultiValueDict[str, Any] | None:
    """What was typed on a page and is not saved, as a form takes it."""
    typed = read_typed(draft).get(page)
    return MultiValueDict(typed) if typed else None


def keep_for_sign_in(request: HttpRequest, pk: UUID, step: str = ADVICE_GIVEN) -> None:
    """Keep a page that came back after its session had ended.

    Nobody is signed in: whoever knows the draft's unguessable id gets no answer from this, and
    what is kept is shown to the draft's author alone, as text that is not saved.
    """
    draft = draft_or_record(pk)
    if not isinstance(draft, Draft):
        return
    around = Surroundings(draft.author.user, draft)
    if step == ADVICE_GIVEN:
        keep(draft, step, posted(request.POST, AdviceGivenForm.names))
    elif step in BY_SLUG and belongs(BY_SLUG[step], around.answers):
        form = BY_SLUG[step].form(request.POST, around)
        keep(draft, step, posted(request.POST, form.posted_names()), most=form.most_typed)
