from importlib import import_module

from django.apps import AppConfig


class GradedConfig(AppConfig):
    name = "assessments.graded"
    label = "graded"

    def ready(self) -> None:
        receivers = import_module("assessments.graded.receivers")
        receivers.register()
        import_module("assessments.graded.services.closing")
