"""The app that holds the shared parts."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the checks that run before every command, and listens for sign-outs."""

    name = "infoshare.common"
    label = "common"

    def ready(self) -> None:
        """Register the checks once the apps are loaded."""
        from infoshare.common import checks, deploy_checks, headers

        checks.register_checks()
        deploy_checks.register_deploy_checks()
        headers.listen_for_sign_out()
