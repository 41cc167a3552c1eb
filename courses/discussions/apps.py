from importlib import import_module

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "courses.discussions"
    label = "discussions"

    def ready(self) -> None:
        import_module("courses.discussions.receivers").register()
        import_module("courses.discussions.services.notices")
        import_module("courses.discussions.services.forgetting")
