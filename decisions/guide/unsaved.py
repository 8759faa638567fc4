"""What another person typed on a page and did not save: shown beside the page's own boxes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from decisions.guide.advisers import advisers_for
from decisions.guide.forms.advice import AdviceGivenForm
from decisions.guide.forms.base import Row, StepForm, in_words
from decisions.guide.keeping import ADVICE_GIVEN, is_blank, posted
from decisions.guide.steps import BY_SLUG, Step, belongs
from decisions.guide.surroundings import Surroundings
from decisions.models import Draft, UnsavedPage
from decisions.recording.drafts import Typed, read_typed
from decisions.recording.handing_over import let_go, take_into_boxes
from infoshare.common.question_form import QuestionForm

TAKE, LET_GO = "take-", "let-go-"


def in_rows(page: str, typed: Typed, around: Surroundings) -> list[Row]:
    """Question and answer, as the page asks it now; what it does not ask is shown all the same."""
    data: MultiValueDict[str, Any] = MultiValueDict(typed)
    if page in BY_SLUG and belongs(BY_SLUG[page], around.draft, around.answers):
        form: QuestionForm = BY_SLUG[page].form(data, around)
    elif page == ADVICE_GIVEN:
        form = AdviceGivenForm(data, around.draft, advisers_for(around.draft))
    else:
        form = QuestionForm(data)
    parts: Iterable[QuestionForm] = getattr(form, "parts", [form])
    rows: list[Row] = []
    shown = {"rows"}
    for part in parts:
        for name, field in part.fields.items():
            html_name = part.add_prefix(name)
            shown |= {one for one in typed if one == html_name or one.startswith(f"{html_name}_")}
            value = _as_typed(field, field.widget.value_from_datadict(data, {}, html_name))
            if value:
                rows.append({"key": _within(part, str(field.label or name)), "value": value})
    rest = [typed[name] for name in typed if name not in shown and not is_blank({"": typed[name]})]
    return [*rows, *({"key": "Also typed", "value": words} for words in rest)]


def _within(part: QuestionForm, label: str) -> str:
    """A row's questions say which row: “Item 2: What exactly?”."""
    called, _, number = (part.prefix or "").rpartition("-")
    return f"{called.capitalize()} {int(number) + 1}: {label}" if number.isdigit() else label


def _as_typed(field: Any, value: Any) -> Any:
    """An answer in the words of the page; nothing for one that was left open."""
    if isinstance(value, bool):
        return "Yes" if value else ""
    if isinstance(value, list | tuple):
        there = [str(one) for one in value if one]
        if not hasattr(field, "choices"):
            return " ".join(there)
        return [in_words(field, one) for one in there]
    return in_words(field, value) if value else ""


def unsaved_on(page: Step, around: Surroundings) -> dict[str, Any]:
    """What others typed, for the page on which it was typed; before signing, for every page.

    `typed_by` names whose words stand in the boxes of this page, where they are another's.
    """
    rows = around.unsaved
    in_boxes = {slug: json.dumps(typed) for slug, typed in read_typed(around.draft).items()}
    shown, typed_by = [], ""
    for row in rows:
        here = row.slug == page.slug
        if here and in_boxes.get(row.slug) == row.typed:
            typed_by = "" if row.author.user_id == around.user.pk else row.author.user.name
        elif here or page.signs or row.slug not in BY_SLUG:
            shown.append(_shown(row, page, around))
    return {"typed_by": typed_by, "unsaved": shown, "unsaved_until": newest(rows)}


def newest(rows: list[UnsavedPage]) -> str:
    """Until when a page shows what others typed, for asking whether more came since."""
    return max((row.at.isoformat() for row in rows), default="")


def typed_meanwhile(data: Any, around: Surroundings) -> bool:
    """Has another typed something that the page to be signed did not show yet?"""
    return newest(around.unsaved) > str(data.get("unsaved_until", ""))


def _shown(row: UnsavedPage, page: Step, around: Surroundings) -> dict[str, Any]:
    own = row.author.user_id == around.user.pk
    elsewhere = BY_SLUG.get(row.slug) if row.slug != page.slug else None
    return {
        "id": row.pk,
        "by": "You" if own else row.author.user.name,
        "own": own,
        "late": any(
            one.from_author.user_id == row.author.user_id and one.at < row.at
            for one in around.hand_overs
        ),
        "page": elsewhere.short if elsewhere else "",
        "rows": in_rows(row.slug, json.loads(row.typed), around),
        "may_take": row.slug in BY_SLUG,
    }


def settled(act: str, form: StepForm, page: Step, around: Surroundings) -> Step | None:
    """Do what a button beside the boxes asks; the page to show then, None for no such button."""
    for wanted in (TAKE, LET_GO):
        if act.startswith(wanted):
            row = _row(act.removeprefix(wanted), around)
            if row is None:
                return page
            own = own_words(form, around)
            if wanted == LET_GO:
                let_go(around.draft, row.pk)
                return page
            at_its_page = own if row.slug == page.slug else None
            with suppress(Draft.DoesNotExist):
                take_into_boxes(around.draft, row.pk, at_its_page, around.draft.author)
            return BY_SLUG.get(row.slug, page)
    return None


def _row(key: str, around: Surroundings) -> UnsavedPage | None:
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return next((row for row in around.unsaved if row.pk == wanted), None)


def own_words(form: StepForm, around: Surroundings) -> Typed | None:
    """What stands in the boxes and in no save; None where it says what is saved, or nothing."""
    typed = posted(form.data, form.posted_names())
    if is_blank(typed) or (form.is_valid() and form.changed() == around.answers):
        return None
    return typed
