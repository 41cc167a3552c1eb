"""Delete files of answers and works that no row tells of any more. The worker does it daily."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.graded.services.sweeping import orphaned_files, sweep_files


class Command(BaseCommand):
    help = "Delete private files that lie on the disk without anything that tells of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say which would be deleted.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            self.stdout.write(f"{sweep_files()} files deleted.")
            return
        names = list(orphaned_files())
        for name in names:
            self.stdout.write(name)
        self.stdout.write(f"{len(names)} files would be deleted.")
