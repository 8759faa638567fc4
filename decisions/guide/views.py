"""The guide's pages. Views move data: forms clean it, policy judges it, recording writes it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from decisions.guide.advisers import advisers_for
from decisions.guide.forms.advice import AdviceGivenForm
from decisions.guide.forms.base import StepForm
from decisions.guide.forms.start import StartForm
from decisions.guide.keeping import ADVICE_GIVEN, keep, keep_for_sign_in, kept, posted
from decisions.guide.pages import address, page_of
from decisions.guide.signing import sign
from decisions.guide.starting import STARTS, find_draft, found_draft, open_draft, open_urgent_draft
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
from decisions.models import Draft
from decisions.recording.advice import record_advice
from decisions.recording.drafts import StaleDraft, put_in_place, save_answers
from infoshare.access.permissions import Permission
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
    if data is not None and form.is_valid():
        draft = open_draft(request.user, STARTS[start], *form.child_and_home)
        return redirect("draft", draft.pk)
    return render(request, "guide/start.html", {"form": form, "start": STARTS[start]})


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
def draft(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take up a draft where it was left; one that was signed leads to its record."""
    found = find_draft(request.user, pk)
    if not isinstance(found, Draft):
        return redirect("signed", found.pk)
    around = Surroundings(request.user, found)
    if not around.child_lives_here:
        return _moved_away(request, around)
    return redirect(address(where_to_go_on(around), around))


@requires(Permission.RECORD, on_expired_post=keep_for_sign_in)
@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, pk: UUID, step: str) -> HttpResponse:
    """Any page of the guide: show it, or save it and go on."""
    if step not in BY_SLUG:
        raise Http404
    found = find_draft(request.user, pk)
    if not isinstance(found, Draft):
        return redirect("signed", found.pk)
    page, around = BY_SLUG[step], Surroundings(request.user, found)
    if not belongs(page, around.answers):
        return _to_what_is_missing(request, around)
    form = page.form(request.POST, around) if request.method == "POST" else None
    if not around.child_lives_here:
        _keep(page, around, form)
        return _moved_away(request, around)
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
    if form.rearranged(act):
        _keep(page, around, form)
        return _page(request, page, around, form)
    if not form.is_valid():
        is_kept = _keep(page, around, form)
        if act == "leave" and is_kept:
            messages.warning(request, "What you typed is kept. That page is not finished yet.")
            return redirect("home")
        return _page(request, page, around, form, too_long=not is_kept)
    try:
        _put_answers(request, page, around, form)
    except StaleDraft:
        return _changed_elsewhere(request, page, around, form)
    if act == "leave":
        messages.success(request, "Saved. You find this draft on your start page.")
        return redirect("home")
    return _go_on(request, page, around.draft)


def _forget(page: Step, around: Surroundings) -> HttpResponse:
    """Let go of what was typed and not saved: the saved answers stand."""
    found = around.draft
    with suppress(StaleDraft):
        save_answers(found, found.read(), page=page.slug, version=found.version)
    return redirect(address(page, around))


def _put_answers(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm
) -> None:
    place, version = form.place, _version_in(request)
    child = place[0] if place else None
    home = place[1] if place else around.draft.home
    author = appointment_for(request.user, Permission.RECORD, home)
    if author is None:
        raise Http404
    save_answers(around.draft, form.changed(), page=page.slug, version=version, child=child)
    put_in_place(around.draft, home, author)


def _go_on(request: SignedInRequest, page: Step, saved: Draft) -> HttpResponse:
    """To the next page, back to the check, or to the signed record."""
    around = Surroundings(request.user, saved)
    if page.signs:
        return sign(request, around) or _page(request, page, around, page.form(None, around))
    returning = _is_returning(request)
    following = BY_SLUG["check"] if returning else after(page, around)
    if not may_open(following, around):
        following = first_unanswered(around)
    if following == page and page.slug == "later":
        messages.success(request, "Saved. You find this draft on your start page.")
        return redirect("home")
    return redirect(address(following, around, returning=returning and following.slug != "check"))


def _page(
    request: SignedInRequest, page: Step, around: Surroundings, form: StepForm, **more: bool
) -> HttpResponse:
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
        return _go_on(request, page, found)
    _keep(page, now, again)
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


def _moved_away(request: SignedInRequest, around: Surroundings) -> HttpResponse:
    return render(request, "guide/moved_away.html", {"home": around.draft.home})


@requires(Permission.RECORD, on_expired_post=keep_for_sign_in)
@require_http_methods(["GET", "POST"])
def advice_given(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down what an adviser said; then decide."""
    found = found_draft(request.user, pk)
    data = request.POST if request.method == "POST" else kept(found, ADVICE_GIVEN)
    form = AdviceGivenForm(data, found, advisers_for(found))
    if request.method == "POST" and form.is_valid():
        record_advice(
            found,
            found.author,
            adviser=form.who_advised,
            words=form.cleaned_data["words"],
            given_at=form.cleaned_data["given_at"],
            token=form.submit_token,
        )
        keep(found, ADVICE_GIVEN, {})
        messages.success(request, "The advice is recorded. Now decide.")
        return redirect("guide-step", found.pk, "decision")
    if request.method == "POST":
        keep(found, ADVICE_GIVEN, posted(request.POST, AdviceGivenForm.names))
    context = {"form": form, "draft": found, "back_url": reverse("draft", args=[found.pk])}
    return render(request, "guide/advice_given.html", context)


def _version_in(request: SignedInRequest) -> int:
    """The version that the page was made from; none that fits where it was tampered with."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


def _is_returning(request: SignedInRequest) -> bool:
    """Did this page come from the check, to go back there?"""
    return request.GET.get("return") == "check"
