from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lms.accounts"
    label = "accounts"

    def ready(self) -> None:
        for module in ("receivers", "checks", "letters", "mail_readers"):
            import_module(f"lms.accounts.{module}")
