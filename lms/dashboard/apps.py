from importlib import import_module

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "lms.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        import_module("lms.dashboard.receivers")
