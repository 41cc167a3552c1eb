"""``manage.py check_starter``: are the starter files in order?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.seeding.checks import check_starter
from content.seeding.loader import STARTER


class Command(BaseCommand):
    help = "Check the starter content's files; needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", type=Path, default=STARTER, help="The folder of the files.")

    def handle(self, *args: Any, root: Path, **options: Any) -> None:
        findings = check_starter(root)
        for finding in findings:
            self.stdout.write(str(finding))
        fatal = sum(finding.fatal for finding in findings)
        if fatal:
            raise CommandError(f"{fatal} mistakes in the starter content.")
        self.stdout.write(f"The starter content is in order ({len(findings)} doubts).")
