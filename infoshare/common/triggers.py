"""Triggers that refuse to change or remove a row of an append-only table, whoever asks.

They are installed after every migrate and looked for at start-up, because SQLite drops a table's
triggers without a word whenever a migration rebuilds it. They stop accidents; whoever owns the
database can drop them, and the ledger is what shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.apps import AppConfig, apps
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper, truncate_name
from django.db.migrations.executor import MigrationExecutor

from infoshare.common.append_only import Unchanging, refusal

# Tables of packages, which cannot derive from `Unchanging`.
ALSO_SEALED = ("auditlog.logentry",)

FUNCTION = "infoshare_refuse_change"


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table to guard, and the columns in it that may still be updated."""

    name: str
    may_change: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger that a sealed table must have, and the SQL that makes it.

    `seen_as` is what the database's catalogue shows when the trigger is there and in force.
    """

    table: str
    name: str
    sql: str
    seen_as: str


def sealed_tables(
    models_to_look_at: Sequence[type[models.Model]] | None = None,
) -> list[SealedTable]:
    """The append-only tables of these models (of every installed app when left out), by name."""
    if models_to_look_at is None:
        models_to_look_at = apps.get_models(include_auto_created=True)
    found = {
        SealedTable(model._meta.db_table, _may_change(model))
        for model in models_to_look_at
        if _is_sealed(model) and not model._meta.proxy
    }
    return sorted(found, key=lambda table: table.name)


def _is_sealed(model: type[models.Model]) -> bool:
    # The table behind a many-to-many field is as sealed as the model that has the field.
    described = cast(type[models.Model], model._meta.auto_created or model)
    return issubclass(described, Unchanging) or model._meta.label_lower in ALSO_SEALED


def _may_change(model: type[models.Model]) -> tuple[str, ...]:
    if not issubclass(model, Unchanging):
        return ()
    fields = (
        cast("models.Field[Any, Any]", model._meta.get_field(name)) for name in model.may_change
    )
    return tuple(str(field.column) for field in fields)


def install(using: str, tables: Sequence[SealedTable]) -> None:
    """Make every trigger that these tables lack; harmless when none is lacking."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        lacking = _lacking(connection, cursor, tables)
        if lacking and connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for trigger in lacking:
            cursor.execute(_drop(connection, trigger))
            cursor.execute(trigger.sql)


def install_after_migrate(app_config: AppConfig, using: str, **_: Any) -> None:
    """Receive `post_migrate`, which Django sends for each app once all migrations have run."""
    install(using, sealed_tables(list(app_config.get_models(include_auto_created=True))))


def missing_triggers(using: str = "default") -> list[str]:
    """The names of triggers that are missing, switched off or of another wording."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return [trigger.name for trigger in _lacking(connection, cursor, sealed_tables())]


def demand_triggers(using: str = "default") -> None:
    """Refuse to start (ImproperlyConfigured, with every name) when a trigger is missing."""
    missing = missing_triggers(using)
    if missing:
        raise ImproperlyConfigured(f"{_MISSING.format(names=', '.join(missing))} {_HINT}")


_MISSING = "Sealed tables can be changed: these triggers are missing: {names}."
_HINT = (
    "Find out who removed them, then put them back with: manage.py migrate --skip-checks. "
    "Verify the ledger before you trust what is stored."
)


def check_sealed_tables(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """The system check over sealed tables (tag `database`)."""
    found: list[checks.CheckMessage] = []
    for using in databases or ():
        names = missing_triggers(using)
        if names:
            # While migrations wait, the migrate that is needed anyway brings the triggers too.
            message = checks.Warning if _migrations_wait(using) else checks.Error
            text = _MISSING.format(names=", ".join(names))
            found.append(message(text, hint=_HINT, id="infoshare.E001"))
        if not _fires_triggers_on_replace(using):
            text = "SQLite's recursive_triggers is off: INSERT OR REPLACE can remove sealed rows."
            found.append(checks.Error(text, id="infoshare.E002"))
    return found


def _migrations_wait(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _fires_triggers_on_replace(using: str) -> bool:
    connection = connections[using]
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        return bool(cursor.execute("PRAGMA recursive_triggers").fetchone()[0])


def _lacking(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: Sequence[SealedTable]
) -> list[Trigger]:
    existing_tables = set(connection.introspection.table_names(cursor))
    present = _present(connection, cursor)
    return [
        trigger
        for table in tables
        if table.name in existing_tables
        for trigger in _wanted(connection, cursor, table)
        if trigger.seen_as not in present
    ]


def _wanted(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: SealedTable
) -> Iterator[Trigger]:
    columns = _columns(connection, cursor, table)
    fixed = [column for column in columns if column not in table.may_change]
    changes = f"UPDATE OF {_listed(connection, fixed)}" if table.may_change else "UPDATE"
    make = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    yield make(connection, table.name, "update", changes)
    yield make(connection, table.name, "delete", "DELETE")
    if connection.vendor == "sqlite":
        yield _against_replace(connection, cursor, table.name, columns)
    else:
        yield _on_postgresql(connection, table.name, "truncate", "TRUNCATE", each="STATEMENT")


def _columns(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: SealedTable
) -> list[str]:
    """The columns of a table as it is in the database, in their order."""
    if connection.vendor == "postgresql":
        # Also of a table that whoever starts the site may not read.
        cursor.execute(_POSTGRESQL_COLUMNS, [table.name])
        return [name for (name,) in cursor.fetchall()]
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table.name)} LIMIT 0")  # noqa: S608
    return [column[0] for column in cursor.description]


def _listed(connection: BaseDatabaseWrapper, columns: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)


def _name(connection: BaseDatabaseWrapper, table: str, act: str) -> str:
    return truncate_name(f"{table}_refuse_{act}", connection.ops.max_name_length())


# PostgreSQL -------------------------------------------------------------------------------------

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{refusal("%")}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$
"""

_POSTGRESQL_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = quote_ident(%s)::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""

_POSTGRESQL_TRIGGERS = """
SELECT tgname || ' by ' || proname
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgenabled <> 'D' AND pg_table_is_visible(tgrelid)
"""


def _on_postgresql(
    connection: BaseDatabaseWrapper, table: str, act: str, changes: str, each: str = "ROW"
) -> Trigger:
    quote = connection.ops.quote_name
    name = _name(connection, table, act)
    sql = (
        f"CREATE TRIGGER {quote(name)} BEFORE {changes} ON {quote(table)} "
        f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
    )
    return Trigger(table, name, sql, seen_as=f"{name} by {FUNCTION}")


def _present(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> set[str]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute(_POSTGRESQL_TRIGGERS)
    return {seen for (seen,) in cursor.fetchall()}


def _drop(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    quote = connection.ops.quote_name
    table = "" if connection.vendor == "sqlite" else f" ON {quote(trigger.table)}"
    return f"DROP TRIGGER IF EXISTS {quote(trigger.name)}{table}"


# SQLite -----------------------------------------------------------------------------------------


def _on_sqlite(
    connection: BaseDatabaseWrapper, table: str, act: str, changes: str, when: str = ""
) -> Trigger:
    quote = connection.ops.quote_name
    name = _name(connection, table, act)
    sql = (
        f"CREATE TRIGGER {quote(name)} BEFORE {changes} ON {quote(table)} FOR EACH ROW {when}"
        f"BEGIN SELECT RAISE(ABORT, '{refusal(table)}'); END"
    )
    return Trigger(table, name, sql, seen_as=sql)


def _against_replace(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: str, columns: Sequence[str]
) -> Trigger:
    """INSERT OR REPLACE removes the rows that share any unique key: refuse each such insert."""
    taken = [
        f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)} WHERE {clash})"  # noqa: S608
        for clash in _clashes(connection, cursor, table, columns)
    ]
    return _on_sqlite(connection, table, "replace", "INSERT", f"WHEN {' OR '.join(taken)} ")


def _clashes(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: str, columns: Sequence[str]
) -> Iterator[str]:
    """For each unique key of a table, as it is in the database, when a new row would meet it."""
    quote = connection.ops.quote_name
    # Also the key of a table whose primary key is a whole number, and of every other table too.
    yield "rowid = NEW.rowid"
    new_row = ", ".join(f"NEW.{quote(column)} AS {quote(column)}" for column in columns)
    for index, condition in _unique_indexes(cursor, table):
        cursor.execute(f"PRAGMA index_xinfo({quote(index)})")
        keys = [(name, collation) for _, _, name, _, collation, key in cursor.fetchall() if key]
        if any(name is None for name, _ in keys):
            raise ImproperlyConfigured(
                f"The unique index {index} is over an expression, and a sealed table cannot be "
                "guarded on one: put the value in a column of its own."
            )
        clash = " AND ".join(
            f"{quote(name)} = NEW.{quote(name)} COLLATE {collation}" for name, collation in keys
        )
        if condition:
            clash += f" AND ({condition})"
            clash += f" AND EXISTS (SELECT 1 FROM (SELECT {new_row}) WHERE {condition})"  # noqa: S608
        yield clash


def _unique_indexes(cursor: CursorWrapper, table: str) -> list[tuple[str, str | None]]:
    """The unique indexes of a table with the condition of each, None where it has none."""
    cursor.execute(
        "SELECT listed.name, master.sql FROM pragma_index_list(%s) AS listed "
        "LEFT JOIN sqlite_master AS master ON master.name = listed.name AND master.type = 'index' "
        'WHERE listed."unique" ORDER BY listed.name',
        [table],
    )
    return [(name, _condition(sql)) for name, sql in cursor.fetchall()]


def _condition(sql: str | None) -> str | None:
    """The words after WHERE of a CREATE INDEX; an index made by the table itself has no SQL."""
    found = re.search(r"\)\s+WHERE\s+(.+)", sql or "", re.DOTALL)
    return found.group(1) if found else None
