"""Reading the files of a package without a database: what is wrong, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import override

from assessments.kinds import KINDS
from content.seeding.cards import CardPlan, plan_cards
from content.seeding.course_plans import planners
from content.seeding.files import BrokenFile
from content.seeding.pieces import plan_pieces
from content.seeding.plans import Plan
from content.seeding.scales import plan_scales

#: The cards that come with a training. What the organiser says of itself, and where to get help, is each site's own.
CARD_FILES = ("facts.yaml", "network.yaml", "glossary.yaml", "certificates.yaml")


@dataclass
class Reading:
    """What a package's files say, and what keeps them from being understood: (file, line, sentence)."""

    courses: list[Plan] = field(default_factory=list)
    cards: list[CardPlan] = field(default_factory=list)
    scales: list[CardPlan] = field(default_factory=list)
    faults: list[tuple[str, int, str]] = field(default_factory=list)


def read_package(root: Path) -> Reading:
    """Read everything under ``root``. One broken file hides no other kind of file."""
    reading = Reading()
    for name in CARD_FILES:
        if (root / name).exists():
            with _kept(reading, root):
                reading.cards += plan_cards(root / name)
    with _kept(reading, root):
        reading.cards += plan_pieces(root)
    with _kept(reading, root):
        reading.scales = plan_scales(root)
    for planner in planners(root):
        with _kept(reading, root):
            reading.courses.append(planner())
    for course in reading.courses:
        for question in course.questions:
            with override("fi"):
                problems = [str(problem) for problem in KINDS[question.kind].problems(question.values)]
            for problem in problems:
                reading.faults.append((_name(question.source, root), question.line, problem))
    return reading


class _kept:
    """Keeps a broken file's complaint among the faults."""

    def __init__(self, reading: Reading, root: Path) -> None:
        self.reading, self.root = reading, root

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, BrokenFile):
            return False
        self.reading.faults.append((_name(error.path, self.root), error.line, error.message))
        return True


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def faulty_files(root: Path, languages: tuple[str, ...]) -> Iterator[str]:
    """Translations that cannot be read, one after the other; each is removed before the next reading."""
    while True:
        names = {name for name, _line, _said in read_package(root).faults}
        translated = sorted(name for name in names if Path(name).suffixes[:-1] in [[f".{code}"] for code in languages])
        if not translated:
            return
        for name in translated:
            (root / name).unlink()
            yield name
