"""The ledger's tables, as hand-written SQL made them (migration 0001). Never altered.

What a table lacks comes as a new table: the bytes that are here must stay as they are.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from infoshare.common.append_only import Unchanging


class Log(Unchanging):
    """One log: of a home, until it is closed. It has no other name than this UUID."""

    id = models.UUIDField(primary_key=True)
    opened_at = models.DateTimeField()


class Head(Unchanging):
    """Where a log ends: the only row of the ledger that changes, locked while appending."""

    may_change: ClassVar[tuple[str, ...]] = ("size", "last_at", "frontier")

    log = models.UUIDField(primary_key=True)
    size = models.BigIntegerField()
    last_at = models.DateTimeField()
    frontier = models.BinaryField()


class Leaf(Unchanging):
    """One entry. `body` is the truth, `hash` is over it, the other columns serve queries."""

    pk = models.CompositePrimaryKey("log", "seq")
    log = models.UUIDField()
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    keep = models.SmallIntegerField()
    ref = models.UUIDField()
    body = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "ref"], name="ledger_leaf_log_ref")]


class Part(Unchanging):
    """One part of an entry: the only copy of what is sealed.

    Salt and content are null only after lawful disposal, both.
    """

    pk = models.CompositePrimaryKey("log", "seq", "name")
    log = models.UUIDField()
    seq = models.BigIntegerField()
    name = models.CharField(max_length=16)
    salt = models.BinaryField(null=True)
    content = models.BinaryField(null=True)
