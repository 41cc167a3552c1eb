from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "assessments.personal"
    label = "personal"

    def ready(self) -> None:
        from assessments.personal import checks  # noqa: F401, PLC0415 -- it registers itself
        from assessments.personal.services import idle, reporting, sittings  # noqa: F401, PLC0415 -- so do the worker's tasks
