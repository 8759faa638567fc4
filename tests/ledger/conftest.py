"""A log to write to, and an entry to write."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from infoshare.ledger.append import Entry
from infoshare.ledger.kinds import Kind
from infoshare.ledger.opening import open_log

OPENED = datetime(2026, 3, 1, 9, tzinfo=UTC)

MakeEntry = Callable[..., Entry]


@pytest.fixture
def new_log(db: None) -> Callable[[], UUID]:
    """Open another log, at nine in the morning of 1 March 2026."""

    def make() -> UUID:
        with transaction.atomic():
            return open_log(
                home="Rowan House", number="SC000000", provider="Invented Care", now=OPENED
            )

    return make


@pytest.fixture
def log(new_log: Callable[[], UUID]) -> UUID:
    return new_log()


@pytest.fixture
def make_entry() -> MakeEntry:
    """Make the entry of a decision, unless told otherwise."""

    def make(log: UUID, **changed: Any) -> Entry:
        given: dict[str, Any] = {
            "kind": Kind.DECISION,
            "ref": uuid4(),
            "keep": 2092,
            "contents": {
                "child": {"name": "Zoë Invented"},
                "facts": {"outcome": "shared", "items": 2},
                "guarded": {},
                "text": {"reasons": "She asked for help."},
            },
        }
        return Entry(log=log, **{**given, **changed})

    return make
