"""What the site's role may do in PostgreSQL: granted anew by every `migrate`.

The role owns nothing. It reads and adds; it changes and removes only in tables that are not
sealed, and in those only the columns that may change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from infoshare.access.wall import policies
from infoshare.common.triggers import ALSO_SEALED, sealed_tables

# Written by `migrate` alone.
_READ_ONLY = frozenset({"django_migrations"})
# The technical trace is for whoever owns the database.
_NUMBERS_ONLY = frozenset(name.replace(".", "_") for name in ALSO_SEALED)
_TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND pg_table_is_visible(oid) AND relnamespace = current_schema()::regnamespace
ORDER BY relname
"""


def guard_after_migrate(using: str, **_: Any) -> None:
    """Receive `post_migrate`: policies wherever there is PostgreSQL, grants where it has a role."""
    policies.install(using)
    if connections[using].vendor == "postgresql" and settings.DATABASE_ROLE:
        grant(settings.DATABASE_ROLE, using)


def grant(role: str, using: str = "default") -> None:
    """Give this role what the site needs, and take all else from it and from everybody.

    Raises ImproperlyConfigured where there is no such role, or where it is the owner's own.
    """
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise ImproperlyConfigured(
                f"DATABASE_URL signs in as {role}, which is no role of this database. Make it "
                f"first, as its owner: CREATE ROLE {role} LOGIN PASSWORD '...';"
            )
        if found[0]:
            raise ImproperlyConfigured(
                "DATABASE_URL and DATABASE_OWNER_URL sign in as the same role: give the site "
                "one of its own, which owns nothing."
            )
        cursor.execute(_TABLES)
        for statement in _statements(connection.ops.quote_name(role), _names(cursor)):
            cursor.execute(statement)


def _names(cursor: Any) -> list[str]:
    return [name for (name,) in cursor.fetchall()]


def _statements(role: str, tables: list[str]) -> Iterator[str]:
    sealed = {table.name: table.may_change for table in sealed_tables()}
    for table in tables:
        yield f'REVOKE ALL ON "{table}" FROM PUBLIC, {role}'
        if table in _READ_ONLY:
            yield f'GRANT SELECT ON "{table}" TO {role}'
        elif table in _NUMBERS_ONLY:
            yield f'GRANT INSERT, SELECT (id) ON "{table}" TO {role}'
        elif table not in sealed:
            yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {role}'
        else:
            columns = ", ".join(f'"{column}"' for column in sealed[table])
            changes = f", UPDATE ({columns})" if columns else ""
            yield f'GRANT SELECT, INSERT{changes} ON "{table}" TO {role}'
