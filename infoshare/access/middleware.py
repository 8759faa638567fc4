"""Deny by default, and pages that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from infoshare.access.scope import reaches_kept

# Sign-in and sign-out belong to the sign-in package, which guards its own pages; the static
# files hold nothing of anybody.
_GUARDED_ELSEWHERE = ("allauth.", "django.views.static", "django.contrib.staticfiles.")


class AccessMiddleware:
    """Refuses any view that does not name its permission; forbids caches to keep a page.

    What is sent is read as UTF-8, whatever the sender says that it is: other encodings let in
    characters that no page can be written with, or none at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        with reaches_kept():
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if getattr(view, "required_permissions", ()):
            return None
        if view.__module__.startswith(_GUARDED_ELSEWHERE):
            return None
        raise Http404
