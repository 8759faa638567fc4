"""Telling people of a sign-in from a device that was not used before (ASVS 6.3.7).

A cookie that scripts cannot read tells one browser from another. It says nothing of its owner,
and whoever takes it gains nothing: it signs nobody in.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format

from infoshare.access.sign_in.devices import device_in_words
from infoshare.common import clock
from infoshare.organisation.models import KnownDevice, User

COOKIE = f"{settings.COOKIE_PREFIX}infoshare-device"
KEPT_FOR = 365 * 24 * 60 * 60
_NEW = "_new_device_cookie"
_LONGEST_KEY = 64


def note_device(request: HttpRequest, user: User, **_: Any) -> None:
    """On signing in: remember a new device, and tell of those that its owner was not told of."""
    key = request.COOKIES.get(COOKIE, "")
    if not key or len(key) > _LONGEST_KEY:
        key = secrets.token_urlsafe(32)
        setattr(request, _NEW, key)
    device, _made = KnownDevice.objects.get_or_create(
        person=user,
        digest=_digest(key),
        defaults={
            "looks_like": device_in_words(request.META.get("HTTP_USER_AGENT", "")),
            "first_at": clock.now(),
        },
    )
    others = KnownDevice.objects.filter(person=user, told_at__isnull=True)
    _tell(request, others.exclude(pk=device.pk))
    if KnownDevice.objects.filter(person=user).count() == 1:
        # The very first device: there is nothing to compare it with.
        others.update(told_at=clock.now())


def device_known_for(request: HttpRequest, sign_in_name: str) -> str | None:
    """The digest of this device where somebody signed in on it by this name before."""
    key = request.COOKIES.get(COOKIE, "")
    digest, name = _digest(key), sign_in_name.strip().lower()
    known = KnownDevice.objects.filter(digest=digest, person__sign_in_name=name)
    return digest if key and known.exists() else None


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def _tell(request: HttpRequest, devices: QuerySet[KnownDevice]) -> None:
    for one in devices:
        when = date_format(timezone.localtime(one.first_at), "j F Y, H:i")
        messages.warning(
            request,
            f"A new device signed in as you: {one.looks_like}, {when}. Was that not you? "
            "Open “Your sign-in” in the menu and sign out everywhere else. Then tell your manager.",
        )
    devices.update(told_at=clock.now())


def keep_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give a device that was not known before what it is known by from now on."""
    key = getattr(request, _NEW, None)
    if key is not None:
        response.set_cookie(
            COOKIE,
            key,
            max_age=KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
