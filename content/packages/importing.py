"""Taking a package in: first what would come and what stands in the way, then all of it or nothing."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.models import SeedRecord
from content.packages.archive import unpack
from content.packages.checking import Reading, read_package
from content.packages.files import SHEET
from content.publishing import sync_catalogue
from content.seeding.cards import CardPlan, is_there, says_the_same, write_card
from content.seeding.files import BrokenFile, read_fields
from content.seeding.ledger import Ledger
from content.seeding.loader import write_plan
from content.seeding.media import nothing_left_over
from content.seeding.pieces import PiecePlan, write_piece
from content.seeding.plans import Plan
from content.seeding.scales import scale_is_there, write_scale
from content.seeding.translations import SOURCE
from courses.api import course_by_key, run_by_code
from lms.records.audit import log_fact

#: The newest format of packages that this version reads.
FORMAT = 1


class FailedImport(Exception):
    """Nothing was taken; ``faults`` are (file, line, sentence)."""

    def __init__(self, faults: list[tuple[str, int, str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(sentence for _file, _line, sentence in faults))


@dataclass
class Coming:
    """What a package holds, and why it cannot come if it cannot."""

    title: str = ""
    code: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    languages: list[str] = field(default_factory=list)
    new_cards: list[str] = field(default_factory=list)
    known_cards: list[str] = field(default_factory=list)
    new_scales: list[str] = field(default_factory=list)
    known_scales: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    #: Sentences on what the site itself has against it.
    obstacles: list[str] = field(default_factory=list)
    faults: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def may_come(self) -> bool:
        return not self.obstacles and not self.faults


def look_into(data: bytes) -> Coming:
    """What the zip would bring. Only reads. Raises ``RefusedPackage``."""
    with _opened(data) as root:
        reading, obstacles = _read(root)
        return _coming(reading, obstacles)


def import_package(data: bytes, *, actor: Any, told: Callable[[int, int], None] = lambda done, total: None) -> Page:
    """Make the training of the zip; ``told`` hears how many of how many things are made. Raises ``RefusedPackage``,
    and ``FailedImport`` when nothing was taken."""
    with _opened(data) as root:
        reading, obstacles = _read(root)
        coming = _coming(reading, obstacles)
        if not coming.may_come:
            raise FailedImport([*coming.faults, *((SHEET, 1, sentence) for sentence in coming.obstacles)])
        try:
            with nothing_left_over(), transaction.atomic():
                page = _write(reading, told)
        except BrokenFile as broken:
            raise FailedImport([(_name(broken.path, root), broken.line, broken.message)]) from broken
        except (IntegrityError, DataError, ValueError) as error:
            told = _("The site could not store this training. Ask your site's administrator; nothing was taken.")
            raise FailedImport([(SHEET, 1, told)]) from error
    log_fact("course.imported", subject=course_by_key(page.translation_key), actor=actor)
    return page


@contextmanager
def _opened(data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="polku-package-") as place:
        root = Path(place).resolve()
        unpack(data, root)
        yield root


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _read(root: Path) -> tuple[Reading, list[str]]:
    reading = read_package(root)
    try:
        sheet = read_fields(root / SHEET)
        newer = sheet.number("format") > FORMAT
    except BrokenFile as broken:
        reading.faults.insert(0, (SHEET, broken.line, broken.message))
        return reading, []
    return reading, [_("A newer Polku has made this package. Update this one first.")] if newer else []


def _coming(reading: Reading, obstacles: list[str]) -> Coming:
    coming = Coming(obstacles=list(obstacles), faults=list(reading.faults))
    if len(reading.courses) != 1:
        if not coming.faults:
            coming.obstacles.append(_("A package holds one training, and there is none or more than one in this."))
        return coming
    plan = reading.courses[0]
    course = plan.pages[0]
    coming.title, coming.code = course.values["title"], course.values["slug"]
    coming.counts = Counter(page.model for page in plan.pages if page.language == "fi")
    coming.counts["Question"] = len(plan.questions)
    coming.counts["File"] = len({ref.path for ref in plan.refs() if ref.path})
    coming.languages = list(dict.fromkeys(page.language for page in plan.pages))
    coming.runs = [run.code for run in plan.runs]
    coming.known_cards = [_card_name(card) for card in reading.cards if card.language == SOURCE and is_there(card)]
    coming.new_cards = [_card_name(card) for card in _cards_to_take(reading)]
    for scale in reading.scales:
        (coming.known_scales if scale_is_there(scale) else coming.new_scales).append(scale.values["fi"])
    coming.obstacles += _in_the_way(plan)
    return coming


def _cards_to_take(reading: Reading) -> list[CardPlan]:
    """Cards that the site lacks. A card of its own stays as it is in every language: the package's translation comes
    beside it only when both say the same in Finnish."""
    ours = {card.key: card for card in reading.cards if card.language == SOURCE and is_there(card)}
    return [
        card
        for card in reading.cards
        if not is_there(card) and (card.key not in ours or _may_be_translated(card, ours[card.key]))
    ]


def _may_be_translated(card: CardPlan, finnish: CardPlan) -> bool:
    """Whether the site's own Finnish card may get the package's translation. A shared piece never does: what it shows
    is the site's own too, and cannot be compared before it is there."""
    return not isinstance(card, PiecePlan) and says_the_same(finnish)


def _card_name(card: CardPlan) -> str:
    name = card.values.get("title") or card.values.get("fi") or card.values.get("name") or card.key
    return name if card.language == SOURCE else f"{name} ({card.language})"


def _in_the_way(plan: Plan) -> list[str]:
    """What the site has already under a name that the package needs. Nothing there is ever written over."""
    course = plan.pages[0]
    told = []
    slug = course.values["slug"]
    here = course_by_key(course.translation_key)
    page = Page.objects.filter(translation_key=course.translation_key).first()
    if here or page or Page.objects.filter(slug=slug, depth__gt=2).exists():
        named = {"code": slug, "title": page.title if page else str(here) if here else slug}
        sentence = _(
            "This site already has “%(title)s” with the short name “%(code)s”. A package comes as a new training and "
            "never changes one that is here. To bring it in beside that one, change the short name in course.md and "
            "the name of its folder."
        )
        told.append(sentence % named)
    for run in plan.runs:
        if not here and run_by_code(run.code):
            told.append(_("This site already has a run with the code “%(code)s”.") % {"code": run.code})
    return told


class _TellingLedger(Ledger):
    """Says how far it is whenever something is written."""

    def __init__(self, told: Callable[[int, int], None], total: int) -> None:
        super().__init__()
        self.told, self.total = told, total

    def note(self, *args: Any, **kwargs: Any) -> None:
        super().note(*args, **kwargs)
        self.told(min(len(self.report.created), self.total), self.total)


def _write(reading: Reading, told: Callable[[int, int], None]) -> Page:
    plan = reading.courses[0]
    cards, scales = _cards_to_take(reading), [one for one in reading.scales if not scale_is_there(one)]
    total = len(plan.pages) + len(plan.questions) + len(cards) + len(scales) + len(plan.runs)
    ledger = _TellingLedger(told, total)
    cards = sorted(cards, key=lambda card: isinstance(card, PiecePlan))  # pieces show cards
    writers = [(card, write_piece if isinstance(card, PiecePlan) else write_card) for card in cards]
    for card, write in [*writers, *((scale, write_scale) for scale in scales)]:
        ledger.records.pop(card.seed_key, None)  # of one that was here and has been deleted
        write(card, ledger)
    keys = {page.seed_key for page in plan.pages} | {question.key for question in plan.questions}
    for key in keys:
        ledger.records.pop(key, None)
    write_plan(plan, ledger)
    if ledger.report.kept:
        raise FailedImport([(SHEET, 1, sentence) for sentence in ledger.report.kept])
    # From now on the training is its authors': loading the starter content again leaves it alone.
    SeedRecord.objects.filter(key__in=keys).update(page_hash="")
    sync_catalogue()
    return Page.objects.get(translation_key=plan.pages[0].translation_key, locale__language_code="fi")
