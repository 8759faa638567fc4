"""Whose a page of the guide is, when it comes back and nobody is signed in any more."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from infoshare.access.sessions.kept import person_locked_out
from infoshare.common import clock
from infoshare.organisation.models import User

PAGE_FOR = "page_for"
_SIGNER = Signer(salt="a page of the guide")


def signed_for(user: User, draft_id: UUID) -> str:
    """What a page carries, so that its words find their author when the session is gone."""
    said = {"user": str(user.pk), "draft": str(draft_id), "at": clock.now().timestamp()}
    return _SIGNER.sign_object(said)


def whose_page(request: HttpRequest, draft_id: UUID) -> User | None:
    """Who was shown the page that came back, as the server itself knows; None where it does not."""
    key = _named_in(request.POST.get(PAGE_FOR, ""), draft_id) or person_locked_out(request)
    if key is None:
        return None
    try:
        return User.objects.filter(pk=key, is_active=True).first()
    except (ValidationError, ValueError):
        return None


def _named_in(token: str, draft_id: UUID) -> str | None:
    try:
        said = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    age = clock.now().timestamp() - said["at"]
    in_time = 0 <= age <= settings.SESSION_COOKIE_AGE
    return str(said["user"]) if in_time and said["draft"] == str(draft_id) else None
