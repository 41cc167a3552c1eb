from importlib import import_module

from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "courses.admissions"
    label = "admissions"

    def ready(self) -> None:
        import_module("courses.admissions.receivers").register()
        import_module("courses.admissions.services.keeping")
