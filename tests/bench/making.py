"""What every maker of rows has: its chance, its homes, and the rows that it made."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import transaction

from decisions.models import Addendum, SharingDecision
from decisions.policy.terms import AddendumKind
from infoshare.organisation.models import Home
from tests.bench.provider import DAY, NOW, Agencies, House
from tests.bench.rows import Rows

# What is older nearly always was done; what is newer, half of it.
LATELY = 2 * DAY


class Making:
    """Chance, and the places in the ledger that the rows say they have."""

    def __init__(self, chance: random.Random, houses: list[House], agencies: Agencies) -> None:
        self.chance, self.houses, self.agencies = chance, houses, agencies
        self.rows = Rows()
        # Beyond the entries that the ledger really has.
        self.places = count(1_000_000)
        self.codes = count(1)

    def insert(self) -> None:
        with transaction.atomic():
            self.rows.insert()

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _done(self, moment: datetime, share: float) -> bool:
        """Was it done, where it was to be done at this moment?"""
        if moment > NOW:
            return False
        return self._happens(share if moment < NOW - LATELY else 0.5)

    def _one_of(self, weights: Mapping[Any, int]) -> Any:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _sealed(self, home: Home, moment: datetime) -> dict[str, Any]:
        place = {"log": home.log, "seq": next(self.places)}
        return {"id": uuid4(), "recorded_at": min(moment, NOW), **place}

    def _code(self) -> str:
        high, low = divmod(next(self.codes), 16**4)
        return f"{high:04X}-{low:04X}"

    def _addendum(
        self, row: SharingDecision, kind: AddendumKind, moment: datetime, **more: Any
    ) -> None:
        self.rows.add(
            Addendum(
                **self._sealed(row.home, moment),
                decision=row,
                author=row.author,
                kind=kind.value,
                submit_token=uuid4(),
                **more,
            )
        )
