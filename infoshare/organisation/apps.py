from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "infoshare.organisation"
    label = "organisation"

    def ready(self) -> None:
        from infoshare.organisation import trace

        trace.register()
