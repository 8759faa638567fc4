"""The second factor: who has one, and what somebody without it may open.

A password alone opens nothing but the pages on which a second factor is set up (ASVS 6.3.3).
Printed one-time codes are a factor of their own: not all staff carry a phone on shift.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from infoshare.access.sign_in import secrets_at_rest
from infoshare.access.sign_in.directory.adapter import directory_proved_factor
from infoshare.organisation.models import Visit

# What is open to a password alone, so that a factor can be set up, or the person can leave.
SET_UP_PAGES = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
    }
)
# Where a visitor types the one-time code.
VISIT_CODE_PAGE = "visit-code"
_ALWAYS_OPEN = frozenset({"account_logout"})


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What counts as a factor here, and what is said about a code that does not fit."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "That did not work. Wait for the next code and type it, or use another printed code."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secret of an app and the seed of printed codes, as the database keeps them."""
        return secrets_at_rest.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_at_rest.decrypt(encrypted_text)

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Where an app or a passkey is asked for, printed codes will do as well.

        Nothing is asked for where a trusted directory has just seen a second factor itself.
        """
        if types is not None and directory_proved_factor():
            return False
        if types is not None and Authenticator.Type.WEBAUTHN in types and len(types) > 1:
            types = None
        return bool(super().is_mfa_enabled(user, types))

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002
        made = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {made + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def has_second_factor(user: Any) -> bool:
    """Has this person set up a second factor, in whatever session?"""
    return bool(is_mfa_enabled(user))


def lacks_second_factor(request: HttpRequest) -> bool:
    """Is somebody signed in here with a password alone?

    A visitor's factor is the one-time code that whoever is in charge of the home hands over.
    """
    if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return not any(record.get("method") == "mfa" for record in records)


def answer_to_a_password_alone(request: HttpRequest) -> HttpResponseBase | None:
    """Where somebody without a second factor is sent from this page; None where it is open."""
    page = (request.resolver_match and request.resolver_match.url_name) or ""
    if _is_of_own_factors(page) and _is_visitor(request):
        raise Http404
    if page in _ALWAYS_OPEN or not lacks_second_factor(request):
        return None
    if _is_visitor(request):
        return None if page == VISIT_CODE_PAGE else redirect(VISIT_CODE_PAGE)
    if has_second_factor(request.user):
        # It was set up in another session: this one must not even show the printed codes.
        logout(request)
        return redirect_to_login(request.get_full_path())
    return None if page in SET_UP_PAGES else redirect("mfa_index")


def _is_of_own_factors(page: str) -> bool:
    return page.startswith("mfa_") or page in ("account_change_password", "directory")


def _is_visitor(request: HttpRequest) -> bool:
    """Visitors have the one-time code of the visit, and make no factor or password of their own."""
    return Visit.objects.filter(visitor=request.user.pk).exists()


def forget_factor(request: HttpRequest) -> None:
    """From now on this session is one with a password alone."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("method") != "mfa"
    ]
