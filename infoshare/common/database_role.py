"""What the site's role in PostgreSQL may do and should not (ASVS 5.0 13.2.2)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from infoshare.common.triggers import sealed_tables

HINT = (
    "Let the site sign in as a role that owns nothing: CREATE ROLE name LOGIN PASSWORD '...'; name "
    "it in DATABASE_URL and the owner's in DATABASE_OWNER_URL, and run manage.py migrate, which "
    "grants it what it needs."
)

_AS_A_ROLE = """
SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       has_schema_privilege(current_user, current_schema(), 'CREATE')
FROM pg_roles WHERE rolname = current_user
"""
# Whoever may become the owner is the owner.
_OF_TABLES = """
SELECT relname,
       pg_has_role(current_user, relowner, 'MEMBER'),
       has_table_privilege(current_user, pg_class.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER'),
       ARRAY(
           SELECT attname::text FROM pg_attribute
           WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
             AND has_column_privilege(current_user, attrelid, attnum, 'UPDATE')
       )
FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)
    AND relnamespace = current_schema()::regnamespace
ORDER BY relname
"""


def demand_role(using: str = "default") -> None:
    """Refuse to start (ImproperlyConfigured) as a role that could lift what guards the rows."""
    if connections[using].vendor != "postgresql":
        return
    found = rights_too_many(using)
    if found:
        raise ImproperlyConfigured(
            f"The database role of DATABASE_URL {' and '.join(found)}. {HINT}"
        )


def rights_too_many(using: str = "default") -> list[str]:
    """What the role that is signed in may do and should not, as ends of a sentence."""
    with connections[using].cursor() as cursor:
        cursor.execute(_AS_A_ROLE)
        above_all, passes_policies, makes_roles, makes_databases, makes_tables = cursor.fetchone()
        cursor.execute(_OF_TABLES)
        tables = cursor.fetchall()
    found = {
        "is a superuser": above_all,
        "passes row policies by": passes_policies,
        "may make roles": makes_roles,
        "may make databases": makes_databases,
        "may make tables": makes_tables,
        "owns tables": any(owned for _, owned, *_ in tables),
        "may change or remove sealed rows": _changes_sealed_rows(tables),
    }
    return [right for right, held in found.items() if held]


def _changes_sealed_rows(tables: list[tuple[Any, ...]]) -> bool:
    sealed = {table.name: set(table.may_change) for table in sealed_tables()}
    return any(
        may_change_any or not set(columns) <= sealed[name]
        for name, _, may_change_any, columns in tables
        if name in sealed
    )
