from importlib import import_module

from django.apps import AppConfig


class GradedConfig(AppConfig):
    name = "assessments.graded"
    label = "graded"

    def ready(self) -> None:
        receivers = import_module("assessments.graded.receivers")
        receivers.register()
        import_module("assessments.graded.services.closing")
        import_module("assessments.graded.services.releasing")
        import_module("assessments.graded.services.reminding")
        import_module("assessments.graded.services.sweeping")
        import_module("assessments.graded.services.group_work")
        for kinds in ("notices", "prior_learning", "project_notices", "result_notices"):  # the worker knows their mail
            import_module(f"assessments.graded.services.{kinds}")
