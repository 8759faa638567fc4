"""The guide's pages. Views move data: forms clean it, policy judges it, recording writes it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from decisions.guide.asking import go_on_from_advice
from decisions.guide.forms.advice import AskAdviceForm
from decisions.guide.forms.base import StepForm
from decisions.guide.forms.decision import LaterForm
from decisions.guide.forms.start import StartForm
from decisions.guide.handing_over import calm_when_handed_over
from decisions.guide.keeping import (
    keep,
    keep_for_sign_in,
    kept,
    posted,
    version_in,
)
from decisions.guide.misfiled import misfiled_page
from decisions.guide.not_live import home_that_waits, not_live_page
from decisions.guide.pages import address, page_of
from decisions.guide.signing import sign
from decisions.guide.starting import STARTS, find_draft, open_draft, open_urgent_draft
from decisions.guide.stating import from_urgent
from decisions.guide.steps import (
    BY_SLUG,
    Step,
    after,
    belongs,
    first_unanswered,
    may_open,
    where_to_go_on,
)
from decisions.guide.surroundings import Surroundings
from decisions.guide.unsaved import settled, typed_meanwhile
from decisions.models import Draft
from decisions.recording.drafts import StaleDraft, forget_typed, put_in_place, save_answers
from decisions.recording.reach import note_offered
from infoshare.access.going_live.queries import not_live_for
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointment_for


@requires(Permission.RECORD)
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, start: str) -> HttpResponse:
    """Choose the child; the draft begins at the child's home."""
    if start not in STARTS:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, request.user, request.GET.get("child", ""))
    chosen = form.child_and_home if data is not None and form.is_valid() else None
    note_offered(request, form.children)
    waits = home_that_waits(request.user, STARTS[start], chosen[1] if chosen else None)
    if waits is not None:
        return not_live_page(request, waits)
    if chosen is not None:
        draft = open_draft(request.user, STARTS[start], *chosen)
        return redirect("draft", draft.pk)
    context = {"form": form, "start": STARTS[start], "not_live": not_live_for(request.user)}
    return render(request, "guide/start.html", context)


@requires(Permission.RECORD)
@require_http_methods(["GET", "POST"])
def urgent_start(request: SignedInRequest) -> HttpResponse:
    """The way in to the urgent page: a press of a button opens its draft."""
    if request.method == "GET":
        return render(request, "guide/urgent_start.html", {"child": request.GET.get("child", "")})
    draft = open_urgent_draft(request.user, request.POST.get("child", ""))
    return redirect("guide-step", draft.pk, "urgent")


@requires(Permission.RECORD)
@require_GET
@calm_when_handed_over
def draft(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take up a draft where it was left; one that was signed leads to its record."""
    found = find_draft(request.user, pk)
    if not isinstance(found, Draft):
        return redirect("signed", found.pk)
    note(request, found)
    around = Surroundings(request.user, found)
    if around.misfiled is not None:
        return _misfiled(request, around)
    return redirect(address(where_to_go_on(around), around))


@requires(Permission.RECORD, on_expired_post=keep_for_sign_in)
@require_http_methods(["GET", "POST"])
@calm_when_handed_over
def step(request: SignedInRequest, pk: UUID, step: str) -> HttpResponse:
    """Any page of the guide: show it, or save it and go on."""
    if step not in BY_SLUG:
        raise Http404
    found = find_draft(request.user, pk)
    if not isinstance(found, Draft):
        return redirect("signed", found.pk)
    note(request, found)
    page, around = BY_SLUG[step], Surroundings(request.user, found)
    if not belongs(page, found, around.answers):
        return _to_what_is_missing(request, around)
    form = page.form(request.POST, around) if request.method == "POST" else None
    if around.misfiled is not None:
        _keep(page, around, form)
        return _misfiled(request, around)
    if not may_open(page, around):
        _keep(page, around, form)
        return _to_what_is_missing(request, around)
    return _show(request, page, around) if form is None else _save(request, page, around, form)


def _show(request: SignedInRequest, page: Step, around: Surroundings) -> HttpResponse:
    """A page with its saved answers, or with what was typed on it and is not saved yet."""
    typed = kept(around.draft, page.slug)
    form = page.form(typed, around)
    return _page(request, page, around, form, kept=typed is not None)


def _save(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm
) -> HttpResponse:
    """Save a page that came back; what cannot be saved is kept and shown again."""
    act = request.POST.get("do", "")
    if act == "forget":
        return _forget(page, around)
    seen_at = settled(act, form, page, around)
    if seen_at is not None:
        return redirect(address(seen_at, around))
    if act == "already" and page.slug == "urgent":
        return _state_it(request, page, around, form)
    if form.rearranged(act):
        _keep(page, around, form)
        return _page(request, page, around, form)
    if not form.is_valid():
        is_kept = _keep(page, around, form)
        if act == "leave" and is_kept:
            messages.warning(request, "What you typed is kept. That page is not finished yet.")
            return redirect("home")
        return _page(request, page, around, form, too_long=not is_kept)
    if page.signs and act != "leave" and typed_meanwhile(request.POST, around):
        _keep(page, around, form)
        return _page(request, page, around, form, more_came=True)
    try:
        _put_answers(request, page, around, form)
    except StaleDraft:
        return _changed_elsewhere(request, page, around, form)
    if act == "leave":
        messages.success(request, "Saved. You find this draft on your start page.")
        return redirect("home")
    return _go_on(request, page, around.draft, form)


def _state_it(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm
) -> HttpResponse:
    """It was told already, in a way that this page does not know: it is stated as such."""
    try:
        stated = from_urgent(request, around, form)
    except StaleDraft:
        return _changed_elsewhere(request, page, around, form)
    if not stated:
        return _page(request, page, around, form, too_long=not _keep(page, around, form))
    return redirect("guide-step", around.draft.pk, "already")


def _forget(page: Step, around: Surroundings) -> HttpResponse:
    """Let go of what was typed and not saved: the saved answers stand."""
    with suppress(Draft.DoesNotExist):
        forget_typed(around.draft, page.slug)
    return redirect(address(page, around))


def _put_answers(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm
) -> None:
    place, version = form.place, version_in(request)
    child = place[0] if place else None
    home = place[1] if place else around.draft.home
    about = child.pk if child else around.draft.child_id
    author = appointment_for(request.user, Permission.RECORD, home, about)
    if author is None:
        raise Http404
    save_answers(
        around.draft, form.changed(), page=page.slug, version=version, author=author, child=child
    )
    put_in_place(around.draft, home, author)


def _go_on(request: SignedInRequest, page: Step, saved: Draft, form: StepForm) -> HttpResponse:
    """To the next page, back to the check, or to the signed record."""
    if isinstance(form, AskAdviceForm):
        return go_on_from_advice(request, saved, form)
    around = Surroundings(request.user, saved)
    if page.signs:
        return sign(request, around) or _page(request, page, around, page.form(None, around))
    returning = _is_returning(request)
    following = BY_SLUG["check"] if returning else after(page, around)
    if not may_open(following, around):
        following = first_unanswered(around)
    if following == page and isinstance(form, LaterForm):
        found_again = "Saved. You find this draft on your start page."
        messages.success(request, f"{found_again}{form.which_hour}")
        return redirect("home")
    return redirect(address(following, around, returning=returning and following.slug != "check"))


def _page(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm, **more: bool
) -> HttpResponse:
    note_offered(request, form.offered_children)
    context = page_of(page, around, form, returning=_is_returning(request))
    status = 409 if more.get("conflict") else 200
    return render(request, page.template, {**context, **more}, status=status)


def _changed_elsewhere(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm
) -> HttpResponse:
    """The draft was saved since this page was made: show both texts, and let the person choose.

    Pressing the button twice comes here too: where nothing differs there is nothing to choose.
    """
    found = find_draft(request.user, around.draft.pk)
    if not isinstance(found, Draft):
        return redirect("signed", found.pk)
    now = Surroundings(request.user, found)
    again = page.form(request.POST, now)
    if not page.signs and again.is_valid() and again.changed() == now.answers:
        return _go_on(request, page, found, again)
    _keep(page, now, again)
    note_offered(request, again.offered_children)
    context = page_of(page, now, again, returning=_is_returning(request))
    saved_now = page.form(None, now).questions_and_answers()
    return render(
        request, page.template, {**context, "conflict": True, "saved_now": saved_now}, status=409
    )


def _keep(page: Step, around: Surroundings, form: StepForm | None) -> bool:
    """Keep what was typed on a page that is not saved; True where there was nothing to keep."""
    if form is None:
        return True
    typed = posted(form.data, form.posted_names())
    return keep(around.draft, page.slug, typed, most=form.most_typed)


def _to_what_is_missing(request: SignedInRequest, around: Surroundings) -> HttpResponse:
    if around.agency_vanished:
        messages.warning(
            request,
            "The organisation that you chose is no longer in the directory. Choose again. "
            "Everything else is kept.",
        )
    return redirect(address(first_unanswered(around), around))


def _misfiled(request: SignedInRequest, around: Surroundings) -> HttpResponse:
    """What this draft completes or answers was filed under the wrong child: nothing is lost."""
    return render(request, "guide/misfiled.html", misfiled_page(around))


def _is_returning(request: SignedInRequest) -> bool:
    """Did this page come from the check, to go back there?"""
    return request.GET.get("return") == "check"
