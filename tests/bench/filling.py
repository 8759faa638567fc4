"""Years of typed rows at ten homes, in the shares that a home might have.

Nearly all of it is done and closed; a home has some tens of things open, as in real life. Rows are
inserted in bulk and have no entries in the ledger: what a question reads there is made by the
product's own functions. The same number gives the same rows.
"""

from __future__ import annotations

import random
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from decisions.models import SharingDecision
from decisions.policy.terms import AddendumKind, Start
from infoshare.common import clock
from tests.bench.decided import Decisions
from tests.bench.drafts import Drafts
from tests.bench.provider import DAY, HOMES, NOW, YEARS, open_houses, seal_a_few

AT_ONCE = 2_000


def filled() -> bool:
    return SharingDecision.objects.exists()


def fill(records: int, homes: int = HOMES) -> None:
    """Insert so many records at so many homes, with all that stands beside them."""
    with transaction.atomic():
        with clock.at(NOW - YEARS - 30 * DAY):
            houses, agencies = open_houses(homes)
        seal_a_few(houses, agencies)
    chance = random.Random(records)
    filler = Filler(chance, houses, agencies)
    todo = iter(sorted(NOW - YEARS * chance.random() ** 0.9 for _ in range(records)))
    while moments := list(islice(todo, AT_ONCE)):
        for moment in moments:
            filler.record(moment)
        filler.insert()
    filler.drafts()
    filler.insert()
    with connection.cursor() as cursor:
        # As the database's own housekeeping does in real life.
        cursor.execute("ANALYZE")


class Filler(Decisions, Drafts):
    """Makes the rows of one record after the other."""

    def record(self, moment: datetime) -> None:
        """One decision, and what a home did about it."""
        house = self.chance.choice(self.houses)
        row = self._decision(house, moment)
        agreed_to = self._reviews(row, house)
        left = row.shares and agreed_to and row.start != Start.ROUTINE.value
        left = left and (row.names_staff or self._done(moment, 0.999))
        if left:
            self._disclosure(row, house)
        if row.urgent and self._done(moment, 0.995):
            self._follow_on(row, house, completes=row)
        if row.start == Start.ROUTINE.value:
            # One that is in use is read from its sealed bytes; those are made one by one.
            self._addendum(row, AddendumKind.ARRANGEMENT_ENDED, moment + 100 * DAY)
        if row.look_again_on and self._done(moment + 10 * DAY, 0.995):
            self._addendum(row, AddendumKind.TOLD, moment + 9 * DAY)
        if self._happens(0.05):
            self._person(row)
        if row.names_staff or (self._happens(0.08) and not row.urgent):
            self._harm(row, house, told=left)
        if self._happens(0.0005):
            self._file_again(row, house, to_be_told=left)
