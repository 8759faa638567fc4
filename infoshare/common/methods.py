"""Pages are opened and forms are sent; nothing else is offered (ASVS 5.0 4.1.4)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

OFFERED = ("GET", "HEAD", "POST")


class MethodsMiddleware:
    """Answers 405 to every other method before any page, file or sign-in is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in OFFERED:
            return HttpResponseNotAllowed(OFFERED)
        return self.get_response(request)
