"""The provider: whoever runs the homes and answers for them."""

from __future__ import annotations

import uuid

from django.db import models

from decisions.policy.terms import ProviderType, choices


class Provider(models.Model):
    """A council, company or voluntary organisation.

    Its responsible individual and the nominated alternate are appointments with those roles.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    provider_type = models.CharField(max_length=20, choices=choices(ProviderType))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(provider_type__in=[str(t.value) for t in ProviderType]),
                name="provider_type_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> ProviderType:
        return ProviderType(self.provider_type)


class SettingsVersion(models.Model):
    """The provider's answers to what is not a care worker's to answer, as one dated version.

    `values` is a JSON document that `decisions.policy.circumstances.Settings` reads: controller
    relationship, sharing agreement, impact assessment, retention, timers and thresholds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="settings_versions")
    version = models.PositiveIntegerField()
    in_force_from = models.DateTimeField()
    values = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "version"], name="settings_version_once"),
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"settings {self.version}"
