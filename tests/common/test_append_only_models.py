"""Every append-only table of every installed app, one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from decisions.models import Addendum
from decisions.policy.terms import AddendumKind
from infoshare.common import triggers
from infoshare.common.append_only import AppendOnlyQuerySet, Unchanging
from infoshare.ledger.sealed import Sealed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

MODELS = sorted(
    (
        model
        for model in apps.get_models(include_auto_created=True)
        if triggers.sealed_tables([model])
    ),
    key=lambda model: model._meta.label,
)
# What a row must hold for a unique key with a condition to speak of it.
KEYS_WITH_A_CONDITION: dict[type[models.Model], dict[str, str]] = {
    Addendum: {"kind": AddendumKind.REFILED.value}
}
SEALED = [model for model in MODELS if issubclass(model, Sealed)]
OURS = [model for model in MODELS if issubclass(model, Unchanging)]


def label(model: type[models.Model]) -> str:
    return model._meta.label


every_table = pytest.mark.parametrize("model", MODELS, ids=label)

pytestmark = pytest.mark.django_db


def value_for(field: Any, number: int) -> Any:
    """Some value that this field's column takes, another for each number."""
    while field.remote_field:
        field = field.target_field
    values: list[tuple[Any, Any]] = [
        (models.UUIDField, UUID(int=number)),
        (models.BooleanField, True),
        (models.DateTimeField, NOON + timedelta(seconds=number)),
        (models.DateField, date(2026, 3, number)),
        (models.IntegerField, number),
        ((models.CharField, models.TextField), f"x{number}"),
        (models.JSONField, {}),
        (models.BinaryField, bytes([number]) * 32),
        (models.GenericIPAddressField, "192.0.2.1"),
    ]
    return next(value for kinds, value in values if isinstance(field, kinds))


def row_of(model: type[models.Model], number: int) -> dict[str, Any]:
    row = {
        field.column: field.get_db_prep_save(value_for(field, number), connection)
        for field in model._meta.concrete_fields
    }
    return {**row, **KEYS_WITH_A_CONDITION.get(model, {})}


def insert(model: type[models.Model], row: dict[str, Any], words: str = "INSERT") -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in row)
    places = ", ".join(["%s"] * len(row))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        sql = f"{words} INTO {table} ({columns}) VALUES ({places})"
        cursor.execute(sql, list(row.values()))


@contextmanager
def one_row_in(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """A row that is there for the triggers' sake, its columns without sense; gone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
                [model._meta.db_table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{name}"')
        row = row_of(model, 1)
        insert(model, row)
        try:
            yield row
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
            # Nothing that the row points at exists: it must never be committed.
            transaction.set_rollback(True)


def stored(model: type[models.Model]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        return cursor.fetchall()


def refused(model: type[models.Model], sql: str) -> None:
    sentence = f"sealed rows of {model._meta.db_table} are never changed"
    with (
        pytest.raises(IntegrityError, match=sentence),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def frozen_columns(model: type[models.Model]) -> list[str]:
    may_change = getattr(model, "may_change", ())
    fields = model._meta.concrete_fields
    return [field.column for field in fields if field.name not in may_change]


def unique_keys(model: type[models.Model]) -> list[set[str]]:
    """The columns of each unique key that the model asks for."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return [set(key["columns"]) for key in found.values() if key["unique"] or key["primary_key"]]


@every_table
def test_it_has_every_trigger(model: type[models.Model]) -> None:
    table = model._meta.db_table
    acts = {"update", "delete", "replace" if connection.vendor == "sqlite" else "truncate"}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'")
        present = {name for (name,) in cursor.fetchall()}
    assert {f"{table}_refuse_{act}" for act in acts} <= present


@every_table
def test_no_column_is_updated(model: type[models.Model]) -> None:
    with one_row_in(model):
        for column in frozen_columns(model):
            name = connection.ops.quote_name(column)
            refused(model, f"UPDATE {model._meta.db_table} SET {name} = {name}")


@every_table
def test_no_row_is_deleted(model: type[models.Model]) -> None:
    with one_row_in(model):
        refused(model, f"DELETE FROM {model._meta.db_table}")
        assert len(stored(model)) == 1


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE")
@every_table
def test_the_table_is_not_emptied(model: type[models.Model]) -> None:
    refused(model, f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own words")
@every_table
def test_no_unique_key_lets_a_row_be_replaced(model: type[models.Model]) -> None:
    with one_row_in(model) as row, connection.cursor() as cursor:
        before, other = stored(model), row_of(model, 2)
        keys = unique_keys(model)
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            for key in [{"rowid"}, *keys]:
                apart = {column: other[column] for column in set().union(*keys) - key}
                replacing = {**row, **apart}
                if key == {"rowid"}:
                    cursor.execute(f"SELECT rowid FROM {model._meta.db_table}")
                    # A whole number as the primary key is the row number by another name.
                    replacing = {k: v for k, v in replacing.items() if {k} not in keys or k != "id"}
                    replacing["rowid"] = cursor.fetchone()[0]
                with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
                    insert(model, replacing, "INSERT OR REPLACE")
                assert stored(model) == before
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_manager_refuses_too(model: type[models.Model]) -> None:
    for manager in model._meta.managers:
        assert isinstance(manager.get_queryset(), AppendOnlyQuerySet), manager.name


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_place_in_a_log_is_taken_once(model: type[models.Model]) -> None:
    assert {"log", "seq"} in unique_keys(model)


def test_the_list_of_tables_is_not_empty() -> None:
    assert {"ledger.Leaf", "ledger.Part", "auditlog.LogEntry"} <= {label(model) for model in MODELS}
