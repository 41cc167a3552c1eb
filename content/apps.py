from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Listens to Wagtail once the models are there."""

    name = "content"
    label = "content"

    def ready(self) -> None:
        from assessments.graded.api import shown_by  # noqa: PLC0415 -- it needs the models
        from content import (  # noqa: PLC0415 -- they need the models
            addresses,
            assignments,
            changed_facts,
            localizing,  # noqa: F401
            organiser,
            page_cache,
            receivers,  # noqa: F401
        )

        addresses.tell()
        shown_by(assignments.show_instructions)
        organiser.tell()
        changed_facts.forget_when_a_fact_changes()
        page_cache.forget_when_content_changes()
