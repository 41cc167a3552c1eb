from django.apps import AppConfig


class GradedConfig(AppConfig):
    name = "assessments.graded"
    label = "graded"

    def ready(self) -> None:
        from assessments.graded import receivers  # noqa: PLC0415 -- models are not loaded before

        receivers.register()
