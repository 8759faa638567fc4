from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        from decisions.inspection.looking.raising import raise_alerts_at
        from decisions.models.law import load_law
        from infoshare.access.reads.alerts import raised_by

        raised_by(raise_alerts_at)
        post_migrate.connect(load_law, sender=self)
