"""The technical trace (django-auditlog) of what may change around a child."""

from __future__ import annotations

from auditlog.registry import auditlog

from children.models import (
    Agency,
    Child,
    Involvement,
    NotToBeTold,
    Placement,
    Professional,
    Relative,
)


def register() -> None:
    """Trace who changed what and when; names, numbers and free text are masked or left out."""
    auditlog.register(
        Child, mask_fields=["given_names", "family_name", "known_as"], exclude_fields=["birth_date"]
    )
    auditlog.register(Relative, mask_fields=["name", "number"])
    auditlog.register(Placement)
    auditlog.register(Agency, mask_fields=["name", "number", "address", "domains"])
    auditlog.register(Professional, mask_fields=["name", "number", "email"])
    auditlog.register(Involvement)
    auditlog.register(NotToBeTold, mask_fields=["name"], exclude_fields=["reason", "lift_reason"])
