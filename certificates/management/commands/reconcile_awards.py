"""Award what was missed because a receiver failed or a name was not known yet."""

from django.core.management.base import BaseCommand

from certificates.api import reconcile_awards


class Command(BaseCommand):
    help = "Give the certificates that completed trainings are still waiting for. Otherwise does nothing."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{reconcile_awards()} certificates given.")
