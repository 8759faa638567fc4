"""Which homes' rows PostgreSQL shows to what runs now.

Each transaction, and each statement outside one, tells the database anew: the setting ends with
the transaction, so a connection that goes to somebody else carries nothing over, through a pool
neither. Nothing is open until somebody says so here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

SETTING = "infoshare.homes"
EVERY_HOME = "*"
NO_HOME = ""

_SAY = f"SELECT set_config('{SETTING}', %s, true)"
# What was said inside a savepoint is forgotten with it.
_TAKEN_BACK = "ROLLBACK TO SAVEPOINT"

_open: ContextVar[str] = ContextVar("homes whose rows are shown", default=NO_HOME)


@contextmanager
def open_at(homes: Iterable[UUID]) -> Iterator[None]:
    """Show the rows of these homes too."""
    already = _open.get()
    opened = {*filter(None, already.split(",")), *(str(home) for home in homes)}
    with _showing(already if already == EVERY_HOME else ",".join(sorted(opened))):
        yield


@contextmanager
def everything() -> Iterator[None]:
    """Show the rows of all homes: for a command that works over all of them, and for no page."""
    with _showing(EVERY_HOME):
        yield


@contextmanager
def _showing(homes: str) -> Iterator[None]:
    token = _open.set(homes)
    try:
        yield
    finally:
        _open.reset(token)


def tell_each_transaction(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receive `connection_created`: from now on this connection says whose rows it wants."""
    told = any(isinstance(one, _Telling) for one in connection.execute_wrappers)
    if connection.vendor == "postgresql" and not told:
        connection.execute_wrappers.append(_Telling())


class _Telling:
    """Stands before every statement of one connection."""

    def __init__(self) -> None:
        # What the transaction under way was told last; none where that is not known.
        self._told: str | None = NO_HOME

    def __call__(
        self,
        execute: Callable[[str, Any, bool, dict[str, Any]], Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        connection = context["connection"]
        # Django's own cursor would count, log and wrap what is said here.
        database, homes = connection.connection, _open.get()
        status = database.info.transaction_status
        if status == TransactionStatus.IDLE:
            self._told = NO_HOME
        if homes == self._told or status == TransactionStatus.INERROR:
            found = execute(sql, params, many, context)
        elif connection.in_atomic_block or status == TransactionStatus.INTRANS:
            database.execute(_SAY, [homes])
            self._told = homes
            found = execute(sql, params, many, context)
        else:
            with database.transaction():
                database.execute(_SAY, [homes])
                found = execute(sql, params, many, context)
        if str(sql).startswith(_TAKEN_BACK):
            self._told = None
        return found
