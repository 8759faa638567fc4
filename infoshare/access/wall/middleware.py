"""A request is shown the rows of the homes that its person reaches."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from infoshare.access.scope import reach_of
from infoshare.access.wall.homes import open_at
from infoshare.organisation.models import User

_READS_ONLY = ("GET", "HEAD", "OPTIONS")


class WallMiddleware:
    """Opens the homes to the database, for the length of the request.

    A page that is only read is drawn in one transaction, so that the homes are said once. What
    saves keeps the transactions that it makes itself: a refusal that was counted stays counted,
    and a log is held no longer than its entry needs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "postgresql":
            return self.get_response(request)
        user = request.user
        homes = reach_of(user).all_homes if isinstance(user, User) else frozenset()
        with open_at(homes):
            if request.method not in _READS_ONLY:
                return self.get_response(request)
            with transaction.atomic():
                return self.get_response(request)
