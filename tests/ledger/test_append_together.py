"""Several people saving at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction

from infoshare.ledger import merkle
from infoshare.ledger.append import append
from infoshare.ledger.models import Head, Leaf
from tests.ledger.conftest import MakeEntry

pytestmark = pytest.mark.django_db(transaction=True)

SAVERS = 4
SAVES_EACH = 5


@contextmanager
def own_connection() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


def test_many_savers_make_one_unbroken_log_each(
    new_log: Callable[[], UUID], make_entry: MakeEntry
) -> None:
    logs = [new_log(), new_log()]

    def save(saver: int) -> None:
        # Half of them name the logs the other way round, which must not make them wait for ever.
        given = logs if saver % 2 else logs[::-1]
        with own_connection():
            for _ in range(SAVES_EACH):
                with transaction.atomic():
                    append([make_entry(log) for log in given])

    with ThreadPoolExecutor(SAVERS) as pool:
        list(pool.map(save, range(SAVERS)))

    for log in logs:
        leaves = list(Leaf.objects.filter(log=log).order_by("seq"))
        assert [leaf.seq for leaf in leaves] == list(range(1 + SAVERS * SAVES_EACH))
        assert [leaf.at for leaf in leaves] == sorted(leaf.at for leaf in leaves)
        frontier: list[bytes] = []
        for leaf in leaves:
            frontier = merkle.extended(frontier, leaf.seq, bytes(leaf.hash))
        assert bytes(Head.objects.get(log=log).frontier) == merkle.pack(frontier)


def test_a_log_that_is_held_is_given_up_after_two_seconds(log: UUID, make_entry: MakeEntry) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, and its own time to wait")
    held, given_up = Event(), Event()

    def hold() -> None:
        with own_connection(), transaction.atomic():
            append([make_entry(log)])
            held.set()
            given_up.wait(10)

    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(hold)
        held.wait(10)
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            append([make_entry(log)])
        given_up.set()
        holder.result()
    with transaction.atomic():
        [leaf] = append([make_entry(log)])
    assert leaf.seq == 2
