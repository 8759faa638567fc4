"""Where a log ended at some moment: later entries do not count."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from infoshare.ledger.append import append
from infoshare.ledger.heads import HeadThen, head_at
from infoshare.ledger.merkle import root, unpack
from infoshare.ledger.models import Head
from tests.ledger.conftest import OPENED, MakeEntry


def head_now(log: UUID) -> HeadThen:
    head = Head.objects.get(log=log)
    return HeadThen(head.size, root(unpack(bytes(head.frontier), head.size)).hex())


def test_the_head_of_each_moment_is_the_one_that_stood_there(
    log: UUID, make_entry: MakeEntry
) -> None:
    stood = {OPENED: head_now(log)}
    for hours in (1, 2, 3, 5):
        at = OPENED + timedelta(hours=hours)
        append([make_entry(log)], now=at)
        stood[at] = head_now(log)
    assert [one.size for one in stood.values()] == [1, 2, 3, 4, 5]
    assert {at: head_at(log, at) for at in stood} == stood
    # Between two entries the one before counts; after the last one, that.
    in_between, afterwards = OPENED + timedelta(hours=4), OPENED + timedelta(days=9)
    assert head_at(log, in_between) == stood[OPENED + timedelta(hours=3)]
    assert head_at(log, afterwards) == stood[OPENED + timedelta(hours=5)]


def test_a_log_has_no_head_before_it_was_opened(log: UUID) -> None:
    with pytest.raises(ValueError, match="without entries"):
        head_at(log, OPENED - timedelta(microseconds=1))
