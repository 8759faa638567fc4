"""No sealed table lets a row be changed or taken away, in Python or in raw SQL.

Each test goes through all tables at once, because the rows of all of them take long to make.
"""

from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from infoshare.common.append_only import RefusedChange, Unchanging
from infoshare.ledger.models import Leaf, Part
from tests.recording.test_columns import APPEND_ONLY, everything

__all__ = ["everything"]

pytestmark = pytest.mark.usefixtures("everything")


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "never changed" in str(error)
    return False


def holds_its_rows(model: type[Unchanging]) -> bool:
    """Is there a row, and does raw SQL neither change it nor take it away?"""
    table = model._meta.db_table
    before = model._default_manager.count()
    column = "kind" if model is Leaf else "name" if model is Part else "id"
    changed = not refused(f"UPDATE {table} SET {column} = {column}")
    taken = not refused(f"DELETE FROM {table}")
    return before > 0 and not changed and not taken and model._default_manager.count() == before


def test_raw_sql_changes_no_row() -> None:
    assert [model for model in (*APPEND_ONLY, Leaf, Part) if not holds_its_rows(model)] == []


def test_python_changes_no_row() -> None:
    for model in APPEND_ONLY:
        row = model._default_manager.first()
        assert row is not None, model
        rows = model._default_manager
        for change in (row.save, row.delete, rows.all().delete, partial(rows.update, id=row.pk)):
            with pytest.raises(RefusedChange):
                change()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_no_table_is_emptied_at_once() -> None:
    # Rows of this very transaction have checks pending, which refuse a TRUNCATE by themselves.
    connection.check_constraints()
    tables = [model._meta.db_table for model in APPEND_ONLY]
    assert [table for table in tables if not refused(f"TRUNCATE {table} CASCADE")] == []
