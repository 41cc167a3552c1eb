from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "courses.meetings"
    label = "meetings"

    def ready(self) -> None:
        import_module("courses.meetings.receivers").register()
        for name in ("absence", "news", "needs", "signing_up", "walk_ins"):
            import_module(f"courses.meetings.services.{name}")
