"""What follows from signing in, and from a factor that was set up or taken away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.http import HttpRequest
from django.utils import timezone

from infoshare.access.sign_in.changes import note_change
from infoshare.access.sign_in.directory.adapter import directory_proved_factor
from infoshare.access.sign_in.factors import forget_factor, has_second_factor
from infoshare.access.sign_in.known_devices import note_device
from infoshare.organisation.models import SignInChange

# The factors that somebody begins with are no news to them.
BEGINNING = timedelta(minutes=5)
What = SignInChange.What


def connect() -> None:
    user_logged_in.connect(_count_the_directorys, dispatch_uid="infoshare directory")
    user_logged_in.connect(note_device, dispatch_uid="infoshare device")
    authenticator_added.connect(_count_as_with_factor, dispatch_uid="infoshare factor added")
    authenticator_reset.connect(_count_as_with_factor, dispatch_uid="infoshare factor renewed")
    authenticator_added.connect(_tell_of_added, dispatch_uid="infoshare tell of added")
    authenticator_reset.connect(_tell_of_renewed, dispatch_uid="infoshare tell of renewed")
    password_changed.connect(_tell_of_password, dispatch_uid="infoshare tell of password")
    authenticator_removed.connect(_end_what_it_opened, dispatch_uid="infoshare factor removed")


def _count_as_with_factor(
    request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any
) -> None:
    """The session in which a factor is set up need not begin again."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def _count_the_directorys(request: HttpRequest, user: Any, **_: Any) -> None:
    """A second factor that a trusted directory saw counts as one."""
    if directory_proved_factor():
        record_authentication(request, user, "mfa", type="directory")


def _end_what_it_opened(request: HttpRequest, user: Any, **_: Any) -> None:
    """A factor that is taken away ends every other session (ASVS 6.5.6)."""
    end_other_sessions(request, user)
    note_change(user, What.FACTOR_REMOVED)
    if not has_second_factor(user):
        forget_factor(request)


def _tell_of_added(user: Any, **_: Any) -> None:
    began = Authenticator.objects.filter(user_id=user.pk).order_by("created_at").first()
    if began is not None and began.created_at < timezone.now() - BEGINNING:
        note_change(user, What.FACTOR_ADDED)


def _tell_of_renewed(user: Any, **_: Any) -> None:
    note_change(user, What.CODES_RENEWED)


def _tell_of_password(user: Any, **_: Any) -> None:
    note_change(user, What.PASSWORD)
