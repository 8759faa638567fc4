"""A calm page for a page that comes back after its record was filed under the right child."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from decisions.models import Addendum, SharingDecision
from decisions.recording.locking import MovedMeanwhile, refiled
from decisions.recording.refiling import record_now
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest

Function = TypeVar("Function", bound=Callable[..., HttpResponse])

# The boxes in which these pages take somebody's own words.
_BOXES = {
    "words": "Your words",
    "reason": "The reason",
    "conditions": "Only if",
    "reference": "Reference",
}


def calm_when_moved(view: Function) -> Function:
    """Tell whoever had the page open what became of the record; their words are shown again.

    Also where it was moved in the moment of sending. Only for what is sent: a page that is opened
    afterwards is not there.
    """

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MovedMeanwhile as moved:
            said = refiled(moved.record)
            if said is None:
                raise
            return _page(request, moved.record, said)
        except Http404:
            record = _moved(request, kwargs["pk"]) if _was_filled_in(request) else None
            said = refiled(record) if record else None
            if record is None or said is None:
                raise
            return _page(request, record, said)

    return cast(Function, guarded)


def _was_filled_in(request: HttpRequest) -> bool:
    """Did a page come back with anything of somebody's own in it?"""
    own = (name for name in request.POST if name not in ("csrfmiddlewaretoken", "token"))
    return any(request.POST[name].strip() for name in own)


def _moved(request: SignedInRequest, pk: UUID) -> SharingDecision | None:
    """The record of this id, or of a share with this id, where this person could see it before."""
    seen = SharingDecision.objects.once_visible_to(request.user)
    return seen.filter(Q(pk=pk) | Q(disclosures=pk)).first()


def _page(request: SignedInRequest, record: SharingDecision, said: Addendum) -> HttpResponse:
    note(request, record)
    when = localtime(said.recorded_at)
    now = record_now(record, request.user)
    around = {"when": when, "now": now, "rows": _typed(request)}
    return render(request, "register/moved_meanwhile.html", around, status=409)


def _typed(request: HttpRequest) -> list[dict[str, str]]:
    return [
        {"key": words, "value": request.POST[name]}
        for name, words in _BOXES.items()
        if request.POST.get(name, "").strip()
    ]
