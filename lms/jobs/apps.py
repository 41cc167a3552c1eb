from importlib import import_module

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lms.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Registers the handlers and the schedule of this room itself.
        for module in ("notices", "housekeeping", "sms", "tasks", "checks"):
            import_module(f"lms.jobs.{module}")
