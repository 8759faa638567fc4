"""Deny by default, and nothing for a password alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from infoshare.access.people.sessions import sign_out_who_left
from infoshare.access.scope import reaches_kept
from infoshare.access.sign_in.factors import answer_to_a_password_alone
from infoshare.access.sign_in.known_devices import keep_cookie

# Sign-in and sign-out belong to the sign-in package, which guards its own pages; the static
# files hold nothing of anybody.
_FILES = ("django.views.static", "django.contrib.staticfiles.")
_SIGN_IN = "allauth."


class AccessMiddleware:
    """Refuses any view that does not name its permission.

    Whoever signed in with a password alone gets nothing but the pages to set up a second factor.

    Whoever left or moved since they signed in is signed out, on every device.

    What is sent is read as UTF-8, whatever the sender says that it is: other encodings let in
    characters that no page can be written with, or none at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        sign_out_who_left(request)
        with reaches_kept():
            response = self.get_response(request)
        keep_cookie(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if view.__module__.startswith(_FILES):
            return None
        elsewhere = answer_to_a_password_alone(request)
        if elsewhere is not None:
            return elsewhere
        if getattr(view, "required_permissions", ()):
            return None
        if view.__module__.startswith(_SIGN_IN):
            return None
        raise Http404
