"""Numbers for whoever runs the site: how many answers of each kind, how long they took.

They stand on a port of this machine alone, never on the site: a proxy passes on every address of
the site, and no address of this port. No path, name, home or person is counted apart.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import perf_counter

from django.http import HttpRequest, HttpResponse

LOOPBACK = "127.0.0.1"
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
KINDS = ("2xx", "3xx", "4xx", "5xx")
_BUCKET = "infoshare_answer_seconds_bucket"

_log = logging.getLogger("infoshare.metrics")


class Measures:
    """Counts of answers by kind and by the time that they took, since the process began."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kinds: Counter[str] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0

    def add(self, status: int, seconds: float) -> None:
        with self._lock:
            self._kinds[f"{status // 100}xx"] += 1
            self._seconds += seconds
            self._buckets.update(limit for limit in BUCKETS if seconds <= limit)

    def as_text(self) -> str:
        """The measures in the plain text form that Prometheus reads."""
        with self._lock:
            total = sum(self._kinds.values())
            lines = [
                "# TYPE infoshare_answers_total counter",
                *(f'infoshare_answers_total{{kind="{k}"}} {self._kinds[k]}' for k in KINDS),
                "# TYPE infoshare_answer_seconds histogram",
                *(
                    f'infoshare_answer_seconds_bucket{{le="{b}"}} {self._buckets[b]}'
                    for b in BUCKETS
                ),
                f'infoshare_answer_seconds_bucket{{le="+Inf"}} {total}',
                f"infoshare_answer_seconds_sum {self._seconds:.6f}",
                f"infoshare_answer_seconds_count {total}",
            ]
        return "\n".join(lines) + "\n"


measures = Measures()


class MeasuringMiddleware:
    """Adds each answer to the measures."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        measures.add(response.status_code, perf_counter() - began)
        return response


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/metrics":
            self.send_error(404)
            return
        body = measures.as_text().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep silent: a probe every few seconds says nothing."""


def serve(port: int) -> ThreadingHTTPServer | None:
    """Show the measures at /metrics on this port of this machine; None where it is taken."""
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), _Handler)
    except OSError:
        _log.warning("metrics are not shown: the port is taken")
        return None
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server
