"""From the starter files to the database. Running it again changes nothing; an author's edits are never overwritten.

Each course is written whole or not at all, and a broken file stops only the course it belongs to.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from assessments import kinds
from content.models import SeedRecord
from content.publishing import sync_catalogue
from content.seeding.cards import FILES, plan_cards, write_card
from content.seeding.course_plans import planners
from content.seeding.files import BrokenFile
from content.seeding.keys import key_of
from content.seeding.ledger import Ledger, Report
from content.seeding.media import nothing_left_over
from content.seeding.pages import write_pages
from content.seeding.pieces import plan_pieces, write_piece
from content.seeding.plans import Plan
from content.seeding.questions import write_question
from content.seeding.scales import plan_scales, write_scale
from content.seeding.site import ensure_ground, ensure_site
from content.seeding.site_plans import plan_site
from courses.api import course_by_key, create_run, run_by_code

STARTER = Path(__file__).resolve().parents[1] / "starter"
#: What reads the files: this package, and the kinds of questions and exercises.
_READERS = (Path(__file__).parent, Path(kinds.__file__).parent)
#: The ledger's line for all of the files together.
WHOLE = "starter"


def load_starter(root: Path = STARTER, *, overwrite: bool = False) -> Report:
    """Load everything under ``root``; ``overwrite`` also rewrites what authors have edited. Returns what was done."""
    report = Report()
    with transaction.atomic():
        ensure_ground()
    for name in FILES:
        _load_part(lambda ledger, name=name: _write_cards(root / name, ledger), report, overwrite)
    _load_part(lambda ledger: _write_pieces(root, ledger), report, overwrite)
    _load_part(lambda ledger: _write_scales(root, ledger), report, overwrite)
    _load_part(lambda ledger: _write_site(plan_site(root), ledger), report, overwrite)
    for planner in planners(root):
        _load_part(lambda ledger, planner=planner: write_plan(planner(), ledger), report, overwrite)
    if report.changed:
        sync_catalogue()
    return report


def load_when_changed(root: Path = STARTER) -> Report:
    """``load_starter`` for every start of a site: the files are only read when they, or what reads them, differ from
    what was last loaded whole."""
    now = fingerprint(root)
    if SeedRecord.objects.filter(key=WHOLE, file_hash=now).exists():
        return Report()
    report = load_starter(root)
    if not report.problems:
        values = {"file_hash": now, "page_hash": now, "page_key": key_of(WHOLE)}
        SeedRecord.objects.update_or_create(key=WHOLE, defaults=values)
    return report


def fingerprint(root: Path) -> str:
    """Differs when a file under ``root`` does, or the code and the languages that make pages of it."""
    made = hashlib.sha256(repr((root.resolve(), settings.LANGUAGES)).encode())
    for folder in (root, *_READERS):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            made.update(path.relative_to(folder).as_posix().encode())
            made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _load_part(write: Callable[[Ledger], Any], report: Report, overwrite: bool) -> None:
    """Write one part in a transaction of its own and add what it did to ``report``."""
    ledger = Ledger(overwrite=overwrite)
    try:
        with nothing_left_over(), transaction.atomic():
            write(ledger)
    except BrokenFile as broken:
        report.problems.append(str(broken))
    else:
        report.add(ledger.report)


def _write_cards(path: Path, ledger: Ledger) -> None:
    for plan in plan_cards(path):
        write_card(plan, ledger)


def _write_pieces(root: Path, ledger: Ledger) -> None:
    for plan in plan_pieces(root):
        write_piece(plan, ledger)


def _write_scales(root: Path, ledger: Ledger) -> None:
    for plan in plan_scales(root):
        write_scale(plan, ledger)


def _write_site(plan: Plan, ledger: Ledger) -> None:
    write_pages(plan, ledger)
    ensure_site()


def write_plan(plan: Plan, ledger: Ledger) -> None:
    """A training with its questions, pages and runs, in the caller's transaction. Raises ``BrokenFile``."""
    for question in plan.questions:
        write_question(question, ledger)
    write_pages(plan, ledger)
    _open_runs(plan, ledger)


def _open_runs(plan: Plan, ledger: Ledger) -> None:
    """Runs that the files announce and nobody has made yet. An existing run belongs to its trainers."""
    for run in plan.runs:
        if run_by_code(run.code):
            continue
        course = course_by_key(key_of(plan.key))
        if course is None:
            raise BrokenFile(
                plan.pages[0].source, 1, f"The course could not be published, so run “{run.code}” has none."
            )
        create_run(
            course=course,
            code=run.code,
            name=run.name,
            actor=None,
            starts=run.starts,
            ends=run.ends,
            capacity=run.capacity,
            is_open=True,
        )
        ledger.report.created.append(f"run/{run.code}")
