from importlib import import_module

from django.apps import AppConfig


class FollowUpsConfig(AppConfig):
    name = "courses.followups"
    label = "followups"

    def ready(self) -> None:
        import_module("courses.followups.receivers").register()
        for name in ("making", "linking"):
            import_module(f"courses.followups.services.{name}")
