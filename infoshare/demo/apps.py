"""The app that holds the demo command."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Sees every other app and is seen by none."""

    name = "infoshare.demo"
    label = "demo"
