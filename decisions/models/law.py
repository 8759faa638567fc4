"""Lawful bases and conditions as dated reference data.

Loaded from the same data files that the rules read (`decisions.policy.law`), after each
migration, so that a constraint and a rule can never name different law.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from decisions.policy.law import Kind, Provision, provisions
from decisions.policy.terms import ProviderType


class LawRow(models.Model):
    """A provision that may be relied on, from when until when, and by whom."""

    code = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=200)
    citation = models.CharField(max_length=500)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    for_council = models.BooleanField()
    for_private = models.BooleanField()
    for_voluntary = models.BooleanField()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class LawfulBasis(LawRow):
    class Meta(LawRow.Meta):
        verbose_name_plural = "lawful bases"


class SpecialCategoryCondition(LawRow):
    """Conditions for special category and for offence information."""

    class Meta(LawRow.Meta):
        pass


def load_law(using: str = "default", **_signal: Any) -> None:
    """Write the reference rows as the data files have them; nothing is ever removed."""
    for kind, model in (
        (Kind.BASIS, LawfulBasis),
        (Kind.SPECIAL, SpecialCategoryCondition),
        (Kind.OFFENCE, SpecialCategoryCondition),
    ):
        for row in provisions(kind):
            model.objects.using(using).update_or_create(code=row.code, defaults=_columns(row))


def _columns(row: Provision) -> dict[str, Any]:
    return {
        "title": row.title,
        "citation": row.citation,
        "in_force_from": row.in_force_from,
        "in_force_until": row.in_force_until,
        "for_council": ProviderType.COUNCIL in row.used_by,
        "for_private": ProviderType.PRIVATE in row.used_by,
        "for_voluntary": ProviderType.VOLUNTARY in row.used_by,
    }
