"""The database's own refusal, whoever asks and in whatever words."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from infoshare.common import triggers
from infoshare.common.append_only import Unchanging
from infoshare.common.triggers import SealedTable
from infoshare.ledger.models import Head, Leaf, Log, Part

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own words")
on_postgresql = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="PostgreSQL's words")


def execute(sql: str, *values: Any) -> None:
    """Run SQL that may be refused, in a savepoint so that the test can go on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values or None)


def rows_of(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()


def refused(sql: str, table: str, *values: Any) -> None:
    before = rows_of(table)
    sentence = f"sealed rows of {table} are never changed: write an addendum"
    with pytest.raises(IntegrityError, match=sentence):
        execute(sql, *values)
    assert rows_of(table) == before != []


@pytest.fixture
def sealed_rows() -> None:
    """One row in each table of the ledger and in the technical trace."""
    log = uuid4()
    Log.objects.create(id=log, opened_at=NOON)
    Head.objects.create(log=log, size=1, last_at=NOON, frontier=bytes(32))
    Leaf.objects.create(
        log=log, seq=0, kind="visit", at=NOON, keep=2040, ref=uuid4(), body=b"{}", hash=bytes(32)
    )
    Part.objects.create(log=log, seq=0, name="facts", salt=bytes(32), content=b"{}")
    LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Permission),
        object_pk="1",
        object_repr="",
        action=LogEntry.Action.CREATE,
    )


TABLES_AND_COLUMNS = {
    "ledger_log": "opened_at",
    "ledger_head": "log",
    "ledger_leaf": "body",
    "ledger_part": "content",
    "auditlog_logentry": "action",
}


@pytest.mark.usefixtures("sealed_rows")
@pytest.mark.parametrize(("table", "column"), TABLES_AND_COLUMNS.items())
class TestEveryTableOfTheLedgerAndTheTrace:
    def test_it_refuses_update(self, table: str, column: str) -> None:
        refused(f"UPDATE {table} SET {column} = {column}", table)

    def test_it_refuses_delete(self, table: str, column: str) -> None:
        refused(f"DELETE FROM {table}", table)

    @on_postgresql
    def test_it_refuses_truncate(self, table: str, column: str) -> None:
        # The checks that wait for the commit would refuse it first, with another sentence.
        connection.check_constraints()
        refused(f"TRUNCATE {table} CASCADE", table)

    @on_sqlite
    def test_it_refuses_to_replace(self, table: str, column: str) -> None:
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", table)

    @on_sqlite
    def test_it_refuses_to_replace_by_row_number(self, table: str, column: str) -> None:
        others = [name for name in columns_of(table) if name != "id"]
        new = ", ".join(f"'other{name}'" for name in others)
        refused(
            f"INSERT OR REPLACE INTO {table} (rowid, {', '.join(others)}) "
            f"SELECT rowid, {new} FROM {table}",
            table,
        )

    @on_postgresql
    def test_it_refuses_an_insert_that_updates(self, table: str, column: str) -> None:
        key = {"ledger_head": "log", "ledger_leaf": "log, seq", "ledger_part": "log, seq, name"}
        refused(
            f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {table} "
            f"ON CONFLICT ({key.get(table, 'id')}) DO UPDATE SET {column} = EXCLUDED.{column}",
            table,
        )


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in found]


@pytest.mark.usefixtures("sealed_rows")
def test_the_head_moves_on() -> None:
    execute("UPDATE ledger_head SET size = 2, last_at = last_at, frontier = frontier")
    assert Head.objects.get().size == 2


@pytest.mark.usefixtures("sealed_rows")
def test_query_sets_that_go_round_python_are_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(Log).update(opened_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Log.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.all().delete()


# A table with every sort of unique key ----------------------------------------------------------


@pytest.fixture
def notes() -> SealedTable:
    """A sealed table with one row, and unique keys of every sort."""
    execute(
        "CREATE TABLE notes (id integer PRIMARY KEY, code varchar(9) UNIQUE, home integer,"
        " number integer, stage varchar(9), standing integer, UNIQUE (home, number))"
    )
    execute(
        'CREATE UNIQUE INDEX "one standing" ON "notes" ("home", "stage")'
        ' WHERE ("standing" = 1 AND NOT "stage" = \'WHERE (x)\')'
    )
    execute("CREATE INDEX notes_stage ON notes (stage)")
    table = SealedTable("notes")
    triggers.install("default", [table])
    execute("INSERT INTO notes VALUES (1, 'a', 10, 100, 'first', 1)")
    return table


@on_sqlite
@pytest.mark.parametrize(
    "replacing",
    [
        "INSERT OR REPLACE INTO notes VALUES (1, 'b', 11, 101, 'second', 1)",
        "INSERT OR REPLACE INTO notes VALUES (2, 'a', 11, 101, 'second', 1)",
        "INSERT OR REPLACE INTO notes VALUES (2, 'b', 10, 100, 'second', 1)",
        "INSERT OR REPLACE INTO notes VALUES (2, 'b', 10, 101, 'first', 1)",
        "REPLACE INTO notes (rowid, code) VALUES (1, 'b')",
        "INSERT INTO notes (id, code) VALUES (2, 'a') ON CONFLICT (code) DO UPDATE SET home = 0",
    ],
    ids=["primary key", "unique column", "two columns", "where it stands", "row number", "upsert"],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_no_unique_key_lets_a_row_be_replaced(
    notes: SealedTable, replacing: str, recursive: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
        try:
            refused(replacing, "notes")
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize(
    "values",
    [
        "(2, 'b', 10, 101, 'second', 1)",
        "(2, 'b', 10, 101, 'first', 0)",
        "(2, NULL, NULL, 100, 'first', 1)",
    ],
    ids=["no key shared", "outside the condition", "nothing is equal to nothing"],
)
def test_a_row_that_shares_no_key_is_inserted(notes: SealedTable, values: str) -> None:
    execute(f"INSERT INTO notes VALUES {values}")
    assert len(rows_of("notes")) == 2


def test_a_row_outside_the_condition_of_a_key_takes_no_place(notes: SealedTable) -> None:
    execute("INSERT INTO notes VALUES (2, 'b', 10, 101, 'second', 0)")
    execute("INSERT INTO notes VALUES (3, 'c', 10, 102, 'second', 1)")
    assert len(rows_of("notes")) == 3


@on_sqlite
def test_a_unique_key_over_an_expression_is_refused_at_once() -> None:
    execute("CREATE TABLE shouted (name varchar(9))")
    execute("CREATE UNIQUE INDEX loud ON shouted (upper(name))")
    with pytest.raises(ImproperlyConfigured, match="loud is over an expression"):
        triggers.install("default", [SealedTable("shouted")])


# Looking for them, and putting them back --------------------------------------------------------


def test_every_trigger_is_there_after_migrate() -> None:
    assert triggers.missing_triggers() == []
    assert checks.run_checks(databases=["default"], tags=["database"]) == []
    triggers.demand_triggers()


def dropped(name: str, table: str) -> None:
    execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


@pytest.fixture
def two_gone() -> None:
    dropped("ledger_leaf_refuse_update", "ledger_leaf")
    dropped("auditlog_logentry_refuse_delete", "auditlog_logentry")


@pytest.mark.usefixtures("two_gone")
def test_a_missing_trigger_is_named() -> None:
    names = ["auditlog_logentry_refuse_delete", "ledger_leaf_refuse_update"]
    assert triggers.missing_triggers() == names
    [found] = triggers.check_sealed_tables(databases=["default"])
    assert (found.id, found.level) == ("infoshare.E001", checks.ERROR)
    assert ", ".join(names) in found.msg
    assert "migrate --skip-checks" in str(found.hint)
    with pytest.raises(ImproperlyConfigured, match=", ".join(names)):
        triggers.demand_triggers()


@pytest.mark.usefixtures("two_gone")
def test_while_migrations_wait_a_missing_trigger_is_a_warning(monkeypatch: Any) -> None:
    monkeypatch.setattr(triggers, "_migrations_wait", lambda using: True)
    [found] = triggers.check_sealed_tables(databases=["default"])
    assert found.level == checks.WARNING


def test_waiting_migrations_are_seen() -> None:
    assert not triggers._migrations_wait("default")
    execute("DELETE FROM django_migrations WHERE app = 'ledger'")
    assert triggers._migrations_wait("default")


@pytest.mark.usefixtures("two_gone")
def test_migrate_puts_them_back() -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    assert triggers.missing_triggers() == []


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_a_table_gets_them_back() -> None:
    before = LogEntry._meta.get_field("cid")
    after = models.CharField(max_length=before.max_length + 1, null=True)
    after.set_attributes_from_name("cid")
    with connection.schema_editor() as editor:
        editor.alter_field(LogEntry, before, after)
    lost = [f"auditlog_logentry_refuse_{act}" for act in ("update", "delete", "replace")]
    assert triggers.missing_triggers() == lost
    with connection.schema_editor() as editor:
        editor.alter_field(LogEntry, after, before)
    call_command("migrate", verbosity=0, skip_checks=True)
    assert triggers.missing_triggers() == []


@on_postgresql
def test_a_trigger_that_is_switched_off_counts_as_missing() -> None:
    execute("ALTER TABLE ledger_leaf DISABLE TRIGGER ledger_leaf_refuse_truncate")
    assert triggers.missing_triggers() == ["ledger_leaf_refuse_truncate"]


@on_sqlite
def test_a_trigger_of_another_wording_counts_as_missing() -> None:
    dropped("ledger_leaf_refuse_delete", "ledger_leaf")
    execute(
        "CREATE TRIGGER ledger_leaf_refuse_delete BEFORE DELETE ON ledger_leaf BEGIN SELECT 1; END"
    )
    assert triggers.missing_triggers() == ["ledger_leaf_refuse_delete"]


@on_sqlite
def test_a_new_unique_key_asks_for_a_new_trigger(notes: SealedTable, monkeypatch: Any) -> None:
    monkeypatch.setattr(triggers, "sealed_tables", lambda: [notes])
    assert triggers.missing_triggers() == []
    execute("CREATE UNIQUE INDEX notes_standing ON notes (standing)")
    assert triggers.missing_triggers() == ["notes_refuse_replace"]
    triggers.install("default", [notes])
    refused("INSERT OR REPLACE INTO notes VALUES (2, 'b', 11, 101, 'second', 1)", "notes")


@on_sqlite
def test_it_is_said_when_recursive_triggers_is_off() -> None:
    execute("PRAGMA recursive_triggers = OFF")
    try:
        [found] = triggers.check_sealed_tables(databases=["default"])
    finally:
        execute("PRAGMA recursive_triggers = ON")
    assert found.id == "infoshare.E002"


def test_tables_that_are_not_there_yet_are_not_asked_for() -> None:
    triggers.install("default", [SealedTable("not_made_yet")])
    with connection.cursor() as cursor:
        assert triggers._lacking(connection, cursor, [SealedTable("not_made_yet")]) == []


def test_a_check_without_a_database_looks_at_none() -> None:
    assert triggers.check_sealed_tables() == []


# Which tables -----------------------------------------------------------------------------------


@pytest.fixture
def throw_away_models() -> Iterator[Callable[..., type[models.Model]]]:
    """Models that are forgotten after the test."""
    before = set(apps.all_models["ledger"])

    def make(name: str, *bases: type[models.Model], **fields: Any) -> type[models.Model]:
        meta = fields.pop("Meta", type("Meta", (), {}))
        meta.app_label = "ledger"
        return type(name, bases, {"__module__": __name__, "Meta": meta, **fields})

    yield make
    for name in set(apps.all_models["ledger"]) - before:
        del apps.all_models["ledger"][name]
    apps.clear_cache()


def test_the_ledger_and_the_trace_are_sealed_tables() -> None:
    sealed = {table.name: table.may_change for table in triggers.sealed_tables()}
    head = ("size", "last_at", "frontier")
    assert sealed.items() >= {name: () for name in TABLES_AND_COLUMNS if "head" not in name}.items()
    assert sealed["ledger_head"] == head
    assert "auth_permission" not in sealed


def test_the_table_behind_a_many_to_many_field_is_sealed_with_it(throw_away_models: Any) -> None:
    bound = throw_away_models(
        "Bound", Unchanging, may_change=("number",),
        number=models.IntegerField(), permissions=models.ManyToManyField(Permission),
    )  # fmt: skip
    found = triggers.sealed_tables([bound, bound.permissions.through])
    assert found == [
        SealedTable("ledger_bound", ("number",)),
        SealedTable("ledger_bound_permissions"),
    ]


def test_a_proxy_has_no_table_of_its_own(throw_away_models: Any) -> None:
    proxy = throw_away_models("Again", Log, Meta=type("Meta", (), {"proxy": True}))
    assert triggers.sealed_tables([proxy]) == []
