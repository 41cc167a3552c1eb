from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"

    def ready(self) -> None:
        from courses.receivers import register  # noqa: PLC0415 -- it needs the models

        register()
