"""No page about a child without a line that says who saw it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from infoshare.access.reads.alerts import raise_alerts
from infoshare.access.reads.batches import seal_what_is_due, to_look_at
from infoshare.access.reads.noting import forget
from infoshare.access.reads.pace import is_to_be_told, is_too_fast, slowed
from infoshare.access.reads.writing import write_reads

_log = logging.getLogger("infoshare.reads")


class ReadsMiddleware:
    """Writes what the page shows, once it is drawn and before it is sent.

    A page that cannot be put on record is not sent. Stands inside `AccessMiddleware`, so that
    whom somebody reaches is asked once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # What leads on shows nothing.
        if 300 <= response.status_code < 400:
            return response
        if is_too_fast(request):
            forget(request)
            _log.warning("opening records was slowed down for %s", request.user.pk)
            return slowed(request)
        try:
            with transaction.atomic():
                written = write_reads(request)
        except DatabaseError:
            _log.exception("a read was not written; its page was not sent")
            return not_written()
        if written:
            _look_after(request, {entry.home_id for entry in written})
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that refuses shows nothing, whatever it had found before."""
        forget(request)


def not_written() -> HttpResponse:
    """A plain page that says that the log failed, and what to do. It asks nothing of anything."""
    page = render_to_string("access/reads/not_written.html")
    return HttpResponse(page, status=503, headers={"Retry-After": "60"})


def _look_after(request: HttpRequest, homes: set[UUID]) -> None:
    """The line stands already: where sealing fails, the page is sent and the next read tries."""
    try:
        due = to_look_at(homes)
        with transaction.atomic():
            seal_what_is_due(due)
        raise_alerts(homes if is_to_be_told(request) else due)
    except DatabaseError:
        _log.exception("a batch of reads was not sealed, or an alert not raised")
