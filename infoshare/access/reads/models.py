"""Who looked at what, and the sealed batches that hold it fast."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from infoshare.common.append_only import AppendOnlyQuerySet, Unchanging
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home, User, Visit


class ReadEntryQuerySet(AppendOnlyQuerySet["ReadEntry"]):
    def of_child(self, child: UUID) -> ReadEntryQuerySet:
        """Pages that showed this child, alone or in a list."""
        return self.filter(children__contains=child.hex)

    def newest_first(self) -> ReadEntryQuerySet:
        return self.order_by("-pk")


class ReadEntry(Unchanging):
    """One page that one person was shown: which children and which rows of one home stood on it.

    A list is one row. Where a page shows children of several homes, each home has its own row and
    `request` joins them. Ids only: what stood there is found by them. `session` tells one sitting
    from another and opens nothing.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, related_name="reads")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="reads", null=True, blank=True
    )
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="reads", null=True, blank=True)
    # The emergency access under which another home's child was read. By its id: the table stands
    # in a part that is built on this one.
    emergency = models.UUIDField(null=True, blank=True)
    home = models.ForeignKey(Home, models.PROTECT, related_name="reads")
    view = models.CharField(max_length=60)
    method = models.CharField(max_length=7)
    session = models.CharField(max_length=64)
    request = models.UUIDField()
    # The ids of the children, in hex with a blank between: found by a part of it in any database.
    children = models.TextField(blank=True)
    # By kind of row: the ids, in hex.
    objects_shown = models.JSONField(default=dict)
    # Something on it names a member of staff: who is named may not learn of it from here.
    names_staff = models.BooleanField(default=False)

    objects = ReadEntryQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["home", "-id"], name="read_home_newest"),
            models.Index(fields=["user", "-at"], name="read_user_newest"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, visit__isnull=True)
                | Q(appointment__isnull=True, visit__isnull=False),
                name="read_as_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"read {self.pk}"

    @property
    def child_ids(self) -> list[UUID]:
        return [UUID(hex=one) for one in self.children.split()]

    @property
    def number_of_rows(self) -> int:
        """How many records, drafts and questions stood on the page."""
        return sum(len(ids) for ids in self.objects_shown.values())


class ReadAlert(Unchanging):
    """Something that somebody read, about which whoever answers for the home ought to ask.

    `key` tells it from others: what stands there already is not told twice.
    """

    id = models.BigAutoField(primary_key=True)
    raised_at = models.DateTimeField()
    at = models.DateTimeField()
    home = models.ForeignKey(Home, models.PROTECT, related_name="read_alerts")
    user = models.ForeignKey(User, models.PROTECT, related_name="read_alerts")
    child = models.UUIDField(null=True, blank=True)
    what = models.CharField(max_length=120)
    key = models.CharField(max_length=160, unique=True)

    objects = AppendOnlyQuerySet["ReadAlert"].as_manager()  # type: ignore[misc]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["home", "-raised_at"], name="read_alert_newest")
        ]

    def __str__(self) -> str:
        return f"read alert {self.pk}"


class ReadBatch(Sealed):
    """The reads of one home from `first` to `last`, sealed in its log: the parts are the rows."""

    home = models.ForeignKey(Home, models.PROTECT, related_name="read_batches")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    number = models.IntegerField()

    class Meta(Sealed.Meta):
        constraints: ClassVar[list[Any]] = [
            *Sealed.Meta.constraints,
            models.UniqueConstraint(fields=["home", "first"], name="read_batch_once"),
            models.CheckConstraint(
                condition=Q(last__gte=models.F("first"), number__gte=1), name="read_batch_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"batch of reads {self.pk}"
