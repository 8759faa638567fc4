"""The app that holds the shared parts."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the checks that run before every command."""

    name = "infoshare.common"
    label = "common"

    def ready(self) -> None:
        """Register the checks once the apps are loaded."""
        from infoshare.common import checks

        checks.register_checks()
