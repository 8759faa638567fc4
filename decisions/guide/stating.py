"""Stating what has gone already: from a record that holds it back, and from the urgent page.

Nothing holds back the statement, and nothing that was typed before it is lost.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from decisions.guide.forms.already import AlreadyForm
from decisions.guide.forms.base import StepForm, names_of
from decisions.guide.keeping import keep, posted
from decisions.guide.surroundings import Surroundings
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import Start, Term, TransferMethod
from decisions.recording.already import in_words, state_what_left
from decisions.recording.drafts import Typed, put_in_place, save_answers
from decisions.recording.keeping_back import to_write_on
from decisions.recording.mismatch import calm_when_unsealed
from decisions.recording.moved_meanwhile import calm_when_moved
from decisions.recording.reading import SealedDecision
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for
from infoshare.organisation.models import Appointment

PAGE = "already"
TOO_LONG = "What you typed was too long to keep. Go back to find it, and make it shorter."
# The boxes of a page on what was shared, and of this one, that ask the same.
_MOMENT = ("day", "month", "year", "time")
_SAME = {
    "method": "method",
    "words": "said",
    **{f"shared_at_{part}": f"occurred_at_{part}" for part in _MOMENT},
}
# What the urgent page asks that this one asks too.
_FROM_URGENT = frozenset(
    {"child", "who", "agency_name", "name", "contact", "said", "why", "occurred_at"}
)


@requires(Permission.RECORD)
@require_POST
@calm_when_unsealed
@calm_when_moved
def already_gone(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """It has gone already, whatever this record says: begin the record that states that."""
    seen = SharingDecision.objects.visible_to(request.user).select_related("home", "child")
    decision = get_object_or_404(seen, pk=pk)
    author = appointment_for(request.user, Permission.RECORD, decision.home, decision.child_id)
    if author is None:
        raise Http404
    sealed = to_write_on(decision, request.user)
    draft = state_what_left(decision, author)
    given = _as_typed(request.POST, sealed)
    if draft.version == 0 and request.POST.get("as_decided") == "no":
        draft = _to_somebody_else(draft, author)
    if not _carry(Surroundings(request.user, draft), given, author):
        messages.warning(request, TOO_LONG)
    return redirect("guide-step", draft.pk, PAGE)


def from_urgent(request: SignedInRequest, around: Surroundings, form: StepForm) -> bool:
    """Turn an urgent draft into one that states what has gone already; False where it cannot.

    Raises StaleDraft where the draft was saved since the page was made.
    """
    form.is_valid()
    if set(form.errors) - _FROM_URGENT:
        return False
    said, draft = form.cleaned_data, around.draft
    child, home = form.children.get(said.get("child") or "", (draft.child, draft.home))  # type: ignore[attr-defined]
    about = child.pk if child else None
    author = appointment_for(request.user, Permission.RECORD, home, about)
    if author is None:
        return False
    told_by = {"told_by": said.get("told_by", "")}
    staff = {name: said[name] for name in ("staff", "staff_in_words") if name in said}
    answers = Answers(start=Start.ALREADY_SHARED)
    answers = answers.changed(concern=answers.concern.changed(**told_by, **staff))
    version = _number(request.POST.get("version", ""))
    save_answers(draft, answers, page="urgent", version=version, author=author, child=child)
    put_in_place(draft, home, author)
    given = _known_here(posted(form.data, form.posted_names()))
    return _carry(Surroundings(request.user, draft), given, author)


def _known_here(given: Typed) -> Typed:
    """What the urgent page sent, in the choices of this one: 999 is a service and its name."""
    given.pop("told_by", None)
    given["method"] = [TransferMethod.OTHER_NUMBER.value]
    who = given.get("who", [""])[0]
    if who.startswith("999:"):
        named = given.get("agency_name", [""])[0].strip()
        given |= {"who": [who.replace("999:", "type:")], "agency_name": [named or "999"]}
    return given


def _as_typed(data: QueryDict, sealed: SealedDecision) -> Typed:
    """What was typed on the page of what was shared, under the names of this page."""
    given = {mine: data.getlist(theirs) for theirs, mine in _SAME.items() if data.get(theirs)}
    numbers = data.getlist("items")
    ticked = tuple(
        item
        for number, item in enumerate(sealed.answers.items, start=1)
        if item.going and str(number) in numbers
    )
    words = data.get("words", "")
    if numbers and words.strip():
        given["said"] = ["\n".join(filter(None, [in_words(sealed, ticked), words]))]
    elif numbers:
        given["said"] = [in_words(sealed, ticked)]
    return given


def _to_somebody_else(draft: Draft, author: Appointment) -> Draft:
    """It did not go to whom it was decided for: who that was is asked."""
    answers = draft.read()
    nobody = dict.fromkeys(("agency_name", "name", "position"), "")
    to = answers.transfer.changed(agency=None, agency_type=None, **nobody)
    return save_answers(
        draft, answers.changed(transfer=to), page="recipient", version=draft.version, author=author
    )


def _carry(around: Surroundings, given: Typed, author: Appointment) -> bool:
    """Put what was typed elsewhere on this page: saved where it can be used, else in its boxes.

    In its boxes too where the page was filled in before: whoever did that chooses. False where
    it is more than the page can keep.
    """
    draft, blank = around.draft, AlreadyForm(None, around)
    typed = {**_as_posted(blank), **given}
    form = AlreadyForm(MultiValueDict(typed), around)
    if not form.is_valid() and _would_be_lost(form, given):
        return keep(draft, PAGE, typed, most=form.most_typed)
    if form.so_far() == around.answers:
        return True
    if draft.pages.filter(slug=PAGE).exists():
        return keep(draft, PAGE, typed, most=form.most_typed)
    save_answers(draft, form.so_far(), page=PAGE, version=draft.version, author=author)
    return True


def _as_posted(form: StepForm) -> Typed:
    """A page's answers under the names, and in the parts, in which a browser sends them."""
    typed: Typed = {}
    for field in form:
        value, names = field.value(), names_of(field)
        parts = field.field.widget.decompress(value) if len(names) > 1 else [value]
        typed |= {name: [_plain(one)] for name, one in zip(names, parts, strict=True)}
    return typed


def _plain(value: object) -> str:
    return "" if value is None else str(value.value if isinstance(value, Term) else value)


def _would_be_lost(form: AlreadyForm, given: Typed) -> bool:
    """Is there a box with something in it that cannot be saved as it is?"""
    wrong = set(form.errors)
    if wrong & {"agency_name", "name", "position"}:
        wrong.add("who")
    names = [name for field in form if field.name in wrong for name in names_of(field)]
    return any(text.strip() for name in names for text in given.get(name, []))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
