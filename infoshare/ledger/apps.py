from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "infoshare.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Guard every sealed table after each migrate, and look for the guards in checks."""
        from infoshare.common import triggers

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="sealed tables")
        checks.register(triggers.check_sealed_tables, checks.Tags.database)
