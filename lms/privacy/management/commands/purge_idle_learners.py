"""Erase people without an account who have been away until their deletion date. The worker does it daily."""

from django.core.management.base import BaseCommand

from lms.accounts.api import idle_learners
from lms.privacy.retention import purge_idle_learners


class Command(BaseCommand):
    help = "Erase pseudonymous people whose deletion date has come."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say how many would be erased.")

    def handle(self, *args, **options) -> None:
        if options["dry_run"]:
            self.stdout.write(f"{idle_learners().count()} would be erased.")
        else:
            self.stdout.write(f"{purge_idle_learners()} erased.")
