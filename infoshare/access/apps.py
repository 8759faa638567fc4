from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "infoshare.access"
    label = "access"
