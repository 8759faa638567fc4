"""The technical trace (django-auditlog) of the organisation's mutable tables."""

from __future__ import annotations

from auditlog.registry import auditlog

from infoshare.organisation.models import (
    Appointment,
    Home,
    Invitation,
    KnownDevice,
    ManyFailures,
    Provider,
    SettingsVersion,
    SignInChange,
    User,
    VisitCode,
)


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
    auditlog.register(VisitCode, exclude_fields=["hash"])
    auditlog.register(Invitation, exclude_fields=["code_digest"])
    auditlog.register(KnownDevice, exclude_fields=["digest"])
    auditlog.register(SignInChange)
    auditlog.register(ManyFailures)
