from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Listens to Wagtail once the models are there."""

    name = "content"
    label = "content"

    def ready(self) -> None:
        from content import receivers  # noqa: F401, PLC0415 -- registers the receivers; needs the models
