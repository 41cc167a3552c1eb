"""Make the key that wraps every person's own key."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.personal.site_key import key_file, make_site_key


class Command(BaseCommand):
    help = (
        "Makes the vault key file if there is none. Keep a copy outside the server and outside the database's backups."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_site_key()
        self.stdout.write(f"{'Made' if made else 'Already there, left as it is:'} {key_file()}")
