"""The technical trace (django-auditlog) of the organisation's mutable tables."""

from __future__ import annotations

from auditlog.registry import auditlog

from infoshare.organisation.models import Appointment, Home, Provider, SettingsVersion, User


def register() -> None:
    """Trace who changed what; contact details and names are masked, secrets left out."""
    auditlog.register(Provider)
    auditlog.register(Home, mask_fields=["on_call_name", "on_call_number", "telephone"])
    auditlog.register(
        User,
        mask_fields=["name", "email", "sign_in_name"],
        exclude_fields=["password", "last_login"],
    )
    auditlog.register(Appointment)
    auditlog.register(SettingsVersion, exclude_fields=["values"])
