from importlib import import_module

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "lms.privacy"
    label = "privacy"

    def ready(self) -> None:
        import_module("lms.privacy.retention")
