"""To the directory, and back."""

from __future__ import annotations

import secrets

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from requests import RequestException

from infoshare.access.permissions import Permission
from infoshare.access.requires import requires
from infoshare.access.sign_in.directory.adapter import DID_NOT_WORK, directory_id, refusal
from infoshare.access.sign_in.directory.claims import Directory


@requires(Permission.PUBLIC)
@require_safe
def to_directory(request: HttpRequest) -> HttpResponseBase:
    """To sign in; for somebody who is signed in, to link their work account to this one."""
    provider = get_adapter().get_provider(request, directory_id())
    provider.oauth2_adapter_class = Directory
    nonce = secrets.token_urlsafe(32)
    try:
        answer: HttpResponseBase = provider.redirect(
            request,
            process="connect" if request.user.is_authenticated else "login",
            next_url=get_next_redirect_url(request),
            scope=["openid"],
            auth_params={"nonce": nonce},
            nonce=nonce,
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
