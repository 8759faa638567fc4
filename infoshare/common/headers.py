"""What every answer tells the browser, also one that no page made: a 404, a 500, a static file.

ASVS 5.0 3.4.4, 3.4.5, 3.4.8, 3.5.8, 14.3.1 and 14.3.2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponse

# What the product never uses, no script of anybody may ask for.
_DENIED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
    *("fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking"),
)
# A passkey is made and asked for on our own pages.
_OUR_OWN = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join(
    [*(f"{feature}=()" for feature in _DENIED), *(f"{feature}=(self)" for feature in _OUR_OWN)]
)
# Cookies are left out: a browser would throw away those of the provider's other sites too. Our
# own session cookie is taken back by sign-out itself.
FORGOTTEN_AT_SIGN_OUT = '"cache", "storage"'


class HeadersMiddleware:
    """Stands outside all others, so that what they refuse carries the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _on_every_answer().items():
            response.headers.setdefault(name, value)
        if getattr(request, "was_signed_out", False):
            response["Clear-Site-Data"] = FORGOTTEN_AT_SIGN_OUT
        return response


def _on_every_answer() -> dict[str, str]:
    return {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        # Static files say for themselves how long they keep; everything else is about somebody.
        "Cache-Control": "no-store, private",
    }


def note_sign_out(request: HttpRequest | None, **_: Any) -> None:
    """Receive `user_logged_out`: the answer to this request tells the browser to forget."""
    if request is not None:
        request.was_signed_out = True  # type: ignore[attr-defined]


def listen_for_sign_out() -> None:
    """Hear of each sign-out, whoever or whatever brought it about."""
    user_logged_out.connect(note_sign_out, dispatch_uid="infoshare.headers.sign_out")
