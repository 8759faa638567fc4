"""No sealed table lets a row be changed or taken away, in Python or in raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from infoshare.common.append_only import RefusedChange, Unchanging
from infoshare.ledger.models import Leaf, Part
from tests.recording.test_columns import APPEND_ONLY, everything

__all__ = ["everything"]


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "never changed" in str(error)
    return False


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("model", [*APPEND_ONLY, Leaf, Part])
def test_raw_sql_changes_no_row(model: type[Unchanging]) -> None:
    table = model._meta.db_table
    before = model._default_manager.count()
    assert before
    column = "kind" if model is Leaf else "name" if model is Part else "id"
    assert refused(f"UPDATE {table} SET {column} = {column}")
    assert refused(f"DELETE FROM {table}")
    assert model._default_manager.count() == before


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("model", APPEND_ONLY)
def test_python_changes_no_row(model: type[Unchanging]) -> None:
    row = model._default_manager.first()
    assert row is not None
    with pytest.raises(RefusedChange):
        row.save()
    with pytest.raises(RefusedChange):
        row.delete()
    with pytest.raises(RefusedChange):
        model._default_manager.all().delete()
    with pytest.raises(RefusedChange):
        model._default_manager.update(id=row.pk)


@pytest.mark.usefixtures("everything")
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("model", APPEND_ONLY)
def test_no_table_is_emptied_at_once(model: type[Unchanging]) -> None:
    # Rows of this very transaction have checks pending, which refuse a TRUNCATE by themselves.
    connection.check_constraints()
    assert refused(f"TRUNCATE {model._meta.db_table} CASCADE")
