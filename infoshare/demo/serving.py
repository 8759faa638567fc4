"""Serving the demo on this machine alone, with no more than the product's own packages."""

from __future__ import annotations

import socket
from collections.abc import Callable

from django.core.servers.basehttp import get_internal_wsgi_application, run

HOST = "127.0.0.1"


class PortTaken(Exception):
    """Something else listens on the port; the message says what to do."""


def demand_free(port: int) -> None:
    """Raises PortTaken where the demo could not listen."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} cannot be used: {error.strerror}. Choose another, such as "
                f"--port {port + 1 if port < 65535 else 8000}."
            ) from None


def serve(port: int, when_ready: Callable[[], None]) -> None:
    """Answer requests, each in a thread of its own, until somebody presses Control and C."""
    try:
        run(
            HOST,
            port,
            get_internal_wsgi_application(),
            threading=True,
            on_bind=lambda _port: when_ready(),
        )
    except KeyboardInterrupt:
        return
