"""The children's home."""

from __future__ import annotations

import uuid

from django.db import models

from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models.provider import Provider


class HomeQuerySet(models.QuerySet["Home"]):
    def not_closed(self) -> HomeQuerySet:
        """Homes where somebody may begin to work, and a child to live."""
        return self.filter(closed__isnull=True)


class Home(models.Model):
    """A registered children's home; `log` names its tamper-evident log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="homes")
    name = models.CharField(max_length=200)
    number = models.CharField("Ofsted number", max_length=20, unique=True)
    telephone = models.CharField(max_length=40, blank=True)
    on_call_name = models.CharField(max_length=200)
    on_call_number = models.CharField(max_length=40)
    log = models.UUIDField(unique=True, editable=False)

    objects = HomeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        """Has it gone live: were there two people who may approve?"""
        return hasattr(self, "gone_live")


class GoneLive(Sealed):
    """That a home began to record here, once two people could approve for it."""

    home = models.OneToOneField(Home, models.PROTECT, related_name="gone_live")
    said_by = models.ForeignKey("organisation.Appointment", models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"going live of home {self.home_id}"


class HomeClosed(Sealed):
    """That a home closed. Its records stay, for those who answer for the provider."""

    home = models.OneToOneField(Home, models.PROTECT, related_name="closed")
    closed_by = models.ForeignKey("organisation.Appointment", models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"closing of home {self.home_id}"
