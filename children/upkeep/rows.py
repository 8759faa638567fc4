"""What every writing of a row has in common: once, in one transaction, values as columns."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from infoshare.common.submit_token import SENT_BEFORE

Row = TypeVar("Row", bound=models.Model)


class UpkeepRefused(ValueError):
    """Nothing was kept; the message says what to change, `field` at which question."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def once(
    rows: models.QuerySet[Row], ref: UUID, make: Callable[[], Row], same: Callable[[Row], bool]
) -> Row:
    """The row that `ref` made before, or the new one.

    `same` asks of a row whether it says what is sent now. Raises UpkeepRefused where it does not,
    and for a foreign `ref`.
    """
    made = rows.filter(pk=ref).first()
    if made is None:
        try:
            with transaction.atomic():
                return make()
        except IntegrityError:
            made = rows.filter(pk=ref).first()
    if made is None:
        raise UpkeepRefused("This page was used before. Look through it, then send it again.")
    if not same(made):
        raise UpkeepRefused(SENT_BEFORE)
    return made


def says(row: models.Model, said: dict[str, Any]) -> bool:
    """Does the row hold what is said?"""
    return all(getattr(row, name) == value for name, value in columns(said).items())


def columns(said: dict[str, Any]) -> dict[str, Any]:
    return {name: v.value if isinstance(v, Enum) else v for name, v in said.items()}


def change(row: models.Model, said: dict[str, Any]) -> None:
    values = columns(said)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def folded(text: str) -> str:
    """Case and spacing do not tell two people apart."""
    return " ".join(text.casefold().split())
