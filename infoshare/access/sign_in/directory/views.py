"""To the directory, and back; and how a work account is linked to somebody, and unlinked."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from infoshare.access.people.forms import WhyForm
from infoshare.access.people.queries import acting_for, people_managed_by
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.sessions.confirming import confirms_who_it_is
from infoshare.access.sign_in.directory.adapter import DID_NOT_WORK, directory_id, refusal
from infoshare.access.sign_in.directory.claims import Directory
from infoshare.access.sign_in.directory.links import links_of
from infoshare.access.sign_in.directory.named import directory
from infoshare.access.sign_in.directory.recording import unlink_directory


@requires(Permission.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def to_directory(request: HttpRequest) -> HttpResponseBase:
    """To sign in there; for whoever is signed in and presses the button, to link what is theirs.

    An address alone links nothing: somebody else's page could lead there.
    """
    directory()
    if request.method == "POST":
        return _to_link(request)
    if request.user.is_authenticated:
        return redirect("mfa_index")
    return _way_there(request, "login", next_url=get_next_redirect_url(request))


@login_required
@confirms_who_it_is
def _to_link(request: HttpRequest) -> HttpResponseBase:
    """A page of ours leads on, because browsers let no form lead to another site."""
    there = _way_there(request, "connect", link_for=str(request.user.pk))
    if "Location" not in there:
        return there
    around = {"name": directory()["name"], "there": there["Location"]}
    return render(request, "account/directory_link.html", around)


def _way_there(request: HttpRequest, process: str, **state: Any) -> HttpResponseBase:
    provider = get_adapter().get_provider(request, directory_id())
    provider.oauth2_adapter_class = Directory
    nonce = secrets.token_urlsafe(32)
    try:
        answer: HttpResponseBase = provider.redirect(
            request,
            process=process,
            scope=["openid"],
            auth_params={"nonce": nonce},
            nonce=nonce,
            **state,
        )
    except (OAuth2Error, RequestException):
        return refusal(request, DID_NOT_WORK)
    return answer


@requires(Permission.PUBLIC)
@require_safe
def from_directory(request: HttpRequest) -> HttpResponseBase:
    """Back with a code, which is exchanged for what the directory says."""
    view = OAuth2CallbackView.adapter_view(Directory(request, directory_id()))
    try:
        answer: HttpResponseBase = view(request)
    except (KeyError, ValueError):
        return refusal(request, DID_NOT_WORK)
    return answer


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_unlink(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a work account away from somebody: nobody signs in as them with it any more."""
    who = get_object_or_404(people_managed_by(request.user), pk=pk)
    by = acting_for(request.user, who)
    if by is None:
        raise Http404
    if not links_of(who).exists():
        return redirect("person", who.pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        unlink_directory(who, by, **form.cleaned_data)
        messages.success(request, f"Unlinked. {who.name} is signed out everywhere.")
        return redirect("person", who.pk)
    return render(request, "access/sign_in/unlink.html", {"form": form, "person": who})
