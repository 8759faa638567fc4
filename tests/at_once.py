"""Several who act at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one write at a time"
)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each gave, or how it was refused."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        close_old_connections()
        try:
            gate.wait(10)
            return act()
        except ValueError as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
