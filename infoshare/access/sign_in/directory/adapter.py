"""What the sign-in package asks about the directory: which it is, and who may come from it."""

from __future__ import annotations

import hashlib
from typing import Any, cast

from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from infoshare.access.sign_in.directory.claims import proves_a_second_factor
from infoshare.access.sign_in.directory.named import directory
from infoshare.access.sign_in.directory.recording import NotLinked, link_directory
from infoshare.organisation.models import User

PROVED = "_directory_proved_factor"
NOT_KNOWN = (
    "Your work account is not linked to anybody here. Sign in with your sign-in name and password, "
    "then link it under “Your sign-in”. If you have neither, ask your manager to invite you."
)
DID_NOT_WORK = "Signing in with your work account did not work. Start again from the sign-in page."


def directory_id() -> str:
    """By what links are kept: another directory is another id, whatever its people are called."""
    return hashlib.sha256(directory()["issuer"].encode()).hexdigest()


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """One directory, named by the settings; nobody signs up through it."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        if settings.DIRECTORY is None:
            return []
        app = SocialApp(
            provider="openid_connect",
            provider_id=directory_id(),
            name=directory()["name"],
            client_id=directory()["client_id"],
            secret=directory()["secret"],
            # The subject is all that is asked for: no name and no address comes back.
            settings={
                "server_url": directory()["issuer"],
                "oauth_pkce_enabled": True,
                "fetch_userinfo": False,
                "scope": ["openid"],
            },
        )
        return [app] if provider in (None, app.provider, app.provider_id) else []

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuses an answer to another question, and whoever nobody here is linked to."""
        claims = getattr(sociallogin, "claims", {})
        if not sociallogin.state.get("nonce") or claims.get("nonce") != sociallogin.state["nonce"]:
            raise ImmediateHttpResponse(refusal(request, DID_NOT_WORK))
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(_linked(request, sociallogin))
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(refusal(request, NOT_KNOWN))
        setattr(request, PROVED, proves_a_second_factor(claims))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never: whoever may choose an address at some directory is not whoever has it here."""

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        raise ImmediateHttpResponse(refusal(request, DID_NOT_WORK))


def _linked(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """Back from the directory, where the person who is signed in here went to link what is theirs.

    For nobody else, who may have signed in with this browser meanwhile.
    """
    if str(request.user.pk) != sociallogin.state.get("link_for"):
        return refusal(request, DID_NOT_WORK)
    person, subject = cast(User, request.user), sociallogin.account.uid
    try:
        link_directory(
            person, directory=directory_id(), issuer=directory()["issuer"], subject=subject
        )
    except NotLinked as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"Linked. From now on you can sign in with {directory()['name']}."
        )
    return redirect("mfa_index")


def refusal(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "account/directory_refused.html", {"why": why}, status=403)


def directory_proved_factor() -> bool:
    """Did the directory say, in this very request, that it saw a second factor?"""
    return bool(getattr(context.request, PROVED, False))
