"""A session that is over is ended before any page is made."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from infoshare.access.sessions.confirming import begin_anew, confirmed_at
from infoshare.access.sessions.kept import lock, settle_what_was_sent
from infoshare.access.sessions.limits import carry_on, sitting_of


class SittingMiddleware:
    """Judges each request by the time since the one before, and the time since sign-in.

    What a page fetches by itself does not count as somebody being there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sitting = sitting_of(request)
        # How much time is left may be asked when none is: it ends nothing and extends nothing.
        if sitting is not None and request.path != reverse("time-left"):
            if sitting.is_over:
                lock(request, sitting)
            elif somebody_asked(request):
                carry_on(request)
        confirmed = confirmed_at(request)
        response = self.get_response(request)
        settle_what_was_sent(request, response)
        if confirmed_at(request) != confirmed:
            begin_anew(request)
        return response


def somebody_asked(request: HttpRequest) -> bool:
    """Did a person open or send this page? Old browsers do not say, and are believed."""
    ahead = request.headers.get("Sec-Purpose") or request.headers.get("Purpose", "")
    return request.headers.get("Sec-Fetch-Dest", "document") == "document" and not ahead
