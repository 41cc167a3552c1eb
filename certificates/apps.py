from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "certificates"

    def ready(self) -> None:
        from certificates import receivers  # noqa: F401, PLC0415 -- registers; models must be loaded first
