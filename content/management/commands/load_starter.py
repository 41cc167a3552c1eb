"""``manage.py load_starter``: the starter content as real pages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.localizing import adopt_translations
from content.seeding.keys import key_of
from content.seeding.loader import STARTER, load_starter


class Command(BaseCommand):
    help = "Load the starter content. Running it again changes nothing; authors' edits are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", type=Path, default=STARTER, help="The folder of the files.")
        parser.add_argument("--overwrite", action="store_true", help="Write over what authors have edited, too.")

    def handle(self, *args: Any, root: Path, overwrite: bool, **options: Any) -> None:
        report = load_starter(root, overwrite=overwrite)
        adopt_translations(again=[key_of(key.partition("@")[0]) for key in report.updated if "@" in key])
        for sentence in [*report.kept, *report.problems]:
            self.stdout.write(sentence)
        self.stdout.write(f"Starter content: {len(report.created)} made, {len(report.updated)} updated.")
        if report.problems:
            raise CommandError("Some of the starter content could not be loaded; see above.")
