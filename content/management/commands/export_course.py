"""``manage.py export_course``: a training as readable files."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.packages.export import NothingToExport, export_course, write_files
from content.packages.files import SHEET

_FOLDERS = ("courses", "modules", "programmes", "pieces", "scales")


class Command(BaseCommand):
    help = "Write a training, its questions, pictures and cards into a folder as readable files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="The training's short name, as in its address.")
        parser.add_argument("folder", type=Path, help="An empty folder, or one with an earlier export.")

    def handle(self, *args: Any, code: str, folder: Path, **options: Any) -> None:
        try:
            package = export_course(code)
        except NothingToExport as reason:
            raise CommandError(str(reason)) from reason
        _clear(folder)
        write_files(package.gathered, folder)
        for sentence in package.notes:
            self.stdout.write(sentence)
        self.stdout.write(f"{package.title}: {len(package.gathered.texts)} texts, {len(package.gathered.media)} files.")


def _clear(folder: Path) -> None:
    """Take an earlier export away, so that what has left the training leaves the folder; never anything else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SHEET).is_file():
        raise CommandError(f"{folder} holds something else. Name an empty folder, or one with an earlier export.")
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in folder.glob("*.yaml"):
        path.unlink()
