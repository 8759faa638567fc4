"""Models whose rows are written once and never changed.

Python refuses here, early and with a plain sentence; the database refuses by trigger
(`infoshare.common.triggers`), whoever asks; the ledger exposes what gets past both.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models


def refusal(table: str) -> str:
    """The sentence in which Python and both databases refuse to change a row of `table`."""
    return f"sealed rows of {table} are never changed: write an addendum"


class RefusedChange(Exception):
    """A written row was about to be changed or removed; `table` names where."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(refusal(table))


Row = TypeVar("Row", bound="Unchanging", covariant=True)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """A query set that reads and inserts. Query sets of append-only models derive from it."""

    def update(self, **changes: Any) -> int:
        """Change columns that the model lists in `may_change`; any other: RefusedChange."""
        if not set(changes) <= set(self.model.may_change):
            self._refuse()
        return super().update(**changes)

    def delete(self) -> NoReturn:
        self._refuse()

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Any]:
        """Insert many; an insert that would update on conflict: RefusedChange."""
        if options.get("update_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **options)

    def _refuse(self) -> NoReturn:
        raise RefusedChange(self.model._meta.db_table)


class Unchanging(models.Model):
    """The base of every table that is inserted into and read, and nothing else.

    `may_change` names the columns that a table may still update (the ledger's head alone).
    A primary key of its own is the subclass's business; see `AppendOnly` for the usual one.
    """

    may_change: ClassVar[tuple[str, ...]] = ()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Insert this row; a row that was saved or loaded before: RefusedChange."""
        if not self._state.adding:
            raise RefusedChange(self._meta.db_table)
        # Without this a row that brings its own primary key is tried as an UPDATE first.
        options["force_insert"] = True
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise RefusedChange(self._meta.db_table)


class AppendOnly(Unchanging):
    """An append-only row with a random UUID as its primary key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
