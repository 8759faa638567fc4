from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "infoshare.access"
    label = "access"

    def ready(self) -> None:
        from infoshare.access.sessions import signals as sessions
        from infoshare.access.sign_in import shared_cache, signals, written_down
        from infoshare.access.wall import grants, homes

        signals.connect()
        written_down.connect()
        sessions.connect()
        post_migrate.connect(shared_cache.make_table, sender=self)
        # Once every table is there, the one above too.
        post_migrate.connect(grants.guard_after_migrate, sender=self)
        connection_created.connect(homes.tell_each_transaction)
