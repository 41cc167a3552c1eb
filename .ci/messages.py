"""Catalogues: collects the interface's strings and compiles them, with or without gettext's own tools.

``messages.py`` runs makemessages (needs xgettext) and compiles; ``--compile-only`` compiles .po to .mo with polib,
so that a machine without gettext can serve the site.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fi", "sv")


def compile_catalogues() -> None:
    """Write the .mo beside each .po that is newer than it."""
    for po in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


def collect() -> None:
    """Update the catalogues from the source."""
    wanted = [f"--locale={language}" for language in LANGUAGES]
    ignored = ["--ignore=.venv", "--ignore=var", "--ignore=bench", "--ignore=tests"]
    command = [sys.executable, "manage.py", "makemessages", *wanted, *ignored, "--no-location", "--no-wrap"]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})


if __name__ == "__main__":
    if "--compile-only" not in sys.argv:
        collect()
    compile_catalogues()
