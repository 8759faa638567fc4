"""Drafts of others at this home: what is there, taking one over, and who had it open meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timesince import timesince
from django.views.decorators.http import require_http_methods, require_safe

from decisions.guide.keeping import is_blank, keep_late, posted, words_on
from decisions.guide.starting import NotYoursAnyMore
from decisions.guide.steps import BY_SLUG, belongs
from decisions.guide.surroundings import Surroundings
from decisions.guide.unsaved import in_rows, own_words
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import SERIOUS, Severity
from decisions.recording.drafts import Typed
from decisions.recording.handing_over import (
    HandedOver,
    TakenMeanwhile,
    appointment_of_former,
    take_over,
)
from decisions.recording.waiting_drafts import waiting
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for, homes_where, may
from infoshare.common import clock

PAGE_SIZE = 25
COLUMNS = ("Child", "How serious", "Begun", "Whose draft", "Last worked on", "What you can do")
NOT_SAID = "Not said yet"

Function = TypeVar("Function", bound=Callable[..., HttpResponse])


@requires(Permission.TAKE_OVER_DRAFT)
@require_safe
def drafts(request: SignedInRequest) -> HttpResponse:
    """That others' drafts exist: whose, how old, how serious; nothing of their text."""
    now = clock.now()
    homes = list(homes_where(request.user, Permission.TAKE_OVER_DRAFT))
    found = waiting(request.user).with_author_here(now).what_presses_first()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    note(request, *page)
    rows = [_cells(draft, now, name_home=len(homes) > 1) for draft in page]
    return render(
        request,
        "guide/drafts.html",
        {"columns": COLUMNS, "rows": rows, "homes": homes, "page": page, **_turning(page)},
    )


def _turning(page: Page[Draft]) -> dict[str, str]:
    return {
        "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        "says": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }


def _cells(draft: Draft, now: datetime, *, name_home: bool) -> list[Any]:
    hints = [draft.home.name] if name_home else []
    if draft.completes is not None:
        hints.append("The full form of an urgent record")
    return [
        {"text": _about(draft), "hint": ". ".join(hints)},
        {"text": "", "status": _how_serious(draft), "kind": _weight(draft)},
        _ago(draft.created_at, now),
        _whose(draft),
        _ago(draft.touched_at, now),
        {
            "text": "Take over",
            "url": reverse("draft-take-over", args=[draft.pk]),
            "hidden": f" the draft of {draft.author.user.name}, {_about(draft)}",
        },
    ]


def _ago(moment: datetime, now: datetime) -> str:
    just_now = now - moment < timedelta(minutes=1)
    return "just now" if just_now else f"{timesince(moment, now, depth=1)} ago"


def _about(draft: Draft) -> str:
    return draft.child.initials if draft.child else "No child chosen yet"


def _how_serious(draft: Draft) -> str:
    return Severity(draft.severity).label if draft.severity else NOT_SAID


def _weight(draft: Draft) -> str:
    return "danger" if draft.severity in SERIOUS else "neutral"


def _whose(draft: Draft) -> list[str]:
    gone: bool = not draft.author_here  # type: ignore[attr-defined]
    return [draft.author.signature, *(["Has left"] if gone else [])]


@requires(Permission.TAKE_OVER_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_take_over(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What taking over does, and the one press that does it."""
    own = Draft.objects.owned_by(request.user).filter(pk=pk).exists()
    if own:
        return redirect("draft", pk)
    now = clock.now()
    draft = waiting(request.user).with_author_here(now).filter(pk=pk).first()
    if draft is None:
        return _signed_meanwhile(request, pk)
    if request.method != "POST":
        return _page_before(request, draft)
    if request.POST.get("whose") != str(draft.author.user_id):
        return _page_before(request, draft, meanwhile=True)
    return _take(request, draft)


def _take(request: SignedInRequest, draft: Draft) -> HttpResponse:
    by = appointment_for(request.user, Permission.TAKE_OVER_DRAFT, draft.home)
    if by is None:
        raise Http404
    try:
        take_over(draft, by)
    except TakenMeanwhile:
        return redirect("draft-take-over", draft.pk)
    except Draft.DoesNotExist:
        return _signed_meanwhile(request, draft.pk)
    messages.success(
        request, "This draft is yours now. Read what is there, go on with it, and sign it."
    )
    return redirect("draft", draft.pk)


def _page_before(
    request: SignedInRequest, draft: Draft, *, meanwhile: bool = False
) -> HttpResponse:
    note(request, draft)
    now = clock.now()
    last = draft.hand_overs.select_related("to_author__user").order_by("at", "pk").last()
    around = {
        "draft": draft,
        "whose": draft.author.user,
        "has_left": not draft.author_here,  # type: ignore[attr-defined]
        "last": last,
        "meanwhile": meanwhile,
        "rows": [
            {"key": "Child", "value": _about(draft)},
            {"key": "Home", "value": draft.home.name},
            {"key": "Whose draft it is", "value": _whose(draft)},
            {"key": "How serious", "value": _how_serious(draft)},
            {"key": "Begun", "value": _ago(draft.created_at, now)},
            {"key": "Last worked on", "value": _ago(draft.touched_at, now)},
        ],
    }
    return render(request, "guide/draft_take_over.html", around)


def _signed_meanwhile(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """To the record that a draft became, for those who may read it; else it is not there."""
    record = SharingDecision.objects.visible_to(request.user).filter(draft_id=pk).first()
    if record is None or not may(request.user, Permission.TAKE_OVER_DRAFT, record.home):
        raise Http404
    messages.warning(request, "This draft has been signed already. Here is the record.")
    return redirect("record", record.pk)


def calm_when_handed_over(view: Function) -> Function:
    """Tell a former author who has the draft now; what they typed since is kept and shown."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotYoursAnyMore as gone:
            match = request.resolver_match
            page = kwargs.get("step") or str(match.url_name if match else "")
            return _handed_over(request, gone.left, page)

    return cast(Function, guarded)


def _handed_over(request: SignedInRequest, left: HandedOver, page: str) -> HttpResponse:
    sent = request.method == "POST"
    typed: Typed = posted(request.POST, words_on(request.POST)) if sent else {}
    nothing, kept_in = is_blank(typed), None
    if left.draft is not None and not nothing:
        nothing = _is_saved(request, left.draft, page)
        if not nothing:
            by = appointment_of_former(request.user, left.draft)
            kept_in = keep_late(left.draft, page, typed, by)
    if left.draft is not None:
        note(request, left.draft)
    around = {
        "left": left,
        "is_signed": left.draft is None,
        "rows": [] if nothing else in_rows(page, typed, Surroundings(request.user, left.blank)),
        "kept": kept_in is not None,
        "own": kept_in if kept_in is not None and kept_in.pk != left.blank.pk else None,
    }
    return render(request, "guide/handed_over.html", around)


def _is_saved(request: HttpRequest, draft: Draft, page: str) -> bool:
    """Does the page that came back say what is saved already, as after a second press?"""
    around = Surroundings(draft.author.user, draft)
    if page not in BY_SLUG or not belongs(BY_SLUG[page], around.draft, around.answers):
        return False
    return own_words(BY_SLUG[page].form(request.POST, around), around) is None
