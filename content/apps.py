from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Listens to Wagtail once the models are there."""

    name = "content"
    label = "content"

    def ready(self) -> None:
        from content import addresses, organiser, page_cache, receivers  # noqa: F401, PLC0415 -- they need the models

        addresses.tell()
        organiser.tell()
        page_cache.forget_when_content_changes()
