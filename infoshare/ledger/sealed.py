"""The base of every row that stands for a ledger entry."""

from __future__ import annotations

from django.db import models

from infoshare.common.append_only import AppendOnly


class Sealed(AppendOnly):
    """A row whose truth is in the ledger: codes, ids and times only, no free text.

    `id` is the `ref` of its leaf, `log` and `seq` say where the leaf is, `recorded_at` is the
    leaf's `at`. All four are given by the recording function: `**leaf.columns()`.
    A subclass with constraints of its own writes
    `class Meta(Sealed.Meta): constraints = [*Sealed.Meta.constraints, …]`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    log = models.UUIDField(editable=False)
    seq = models.BigIntegerField(editable=False)
    recorded_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["log", "seq"], name="%(app_label)s_%(class)s_log_seq"),
        ]
