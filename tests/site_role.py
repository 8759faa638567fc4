"""The site's own role on PostgreSQL, with exactly what `migrate` grants it.

The tests own their database, and whoever owns or rules it passes row policies by. A test marked
`as_site`, or each where pytest is given --as-site, sends its requests as this role. SQLite has no
roles and no row policies: there such a test runs as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from psycopg.pq import TransactionStatus

from infoshare.access.wall.grants import grant

ROLE = "infoshare_tests_site"


def make_role() -> None:
    """Make the role of this database, as an owner does before the first `migrate`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    grant(ROLE)


def take_role_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


@contextmanager
def as_site() -> Iterator[None]:
    """What runs inside has the rights of the site's role, and no others."""
    connection.ensure_connection()
    database: Any = connection.connection
    # Straight to the database: the tests count statements.
    database.execute(f"SET ROLE {ROLE}")
    try:
        yield
    finally:
        # After a failure the role goes with the savepoint in which it was taken.
        if database.info.transaction_status != TransactionStatus.INERROR:
            database.execute("RESET ROLE")


_request = Client.request


def request_as_site(client: Client, **more: Any) -> Any:
    """`Client.request`, with the rights of the site's role."""
    with as_site():
        return _request(client, **more)
