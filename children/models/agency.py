"""Bodies that we share with, and the professionals in them, with the numbers that we hold."""

from __future__ import annotations

import uuid

from django.db import models

from decisions.policy.terms import AgencyType, choices
from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.organisation.models import Provider, User


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: User) -> AgencyQuerySet:
        """Agencies in the directories of this person's providers."""
        return self.filter(provider__in=reach_of(user).providers_where(Permission.READ_CHILDREN))

    def in_use(self) -> AgencyQuerySet:
        return self.filter(active=True)


class Agency(models.Model):
    """`number` is the published one, rung to call back; `domains` are official mail domains."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="agencies")
    agency_type = models.CharField(max_length=30, choices=choices(AgencyType))
    name = models.CharField(max_length=200)
    number = models.CharField("published number", max_length=40, blank=True)
    address = models.CharField("held address", max_length=200, blank=True)
    domains = models.CharField("official domains", max_length=300, blank=True)
    active = models.BooleanField(default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return f"agency {self.pk}"

    @property
    def type(self) -> AgencyType:
        return AgencyType(self.agency_type)


class Professional(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="professionals")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"professional {self.pk}"
