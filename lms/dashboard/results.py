"""The book of results, in words. Pure: steps and outcomes in, rows of the page and of the export out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.graded.api import NOTHING, Outcome
from courses.api import Enrolment, Step
from lms.dashboard.matrix import evidence_words, name_of
from lms.records.tables import Cell

DONE, GOING, NOT_BEGUN = "valmis", "kesken", "aloittamatta"
Outcomes = dict[tuple[int, int], Outcome]


@dataclass(frozen=True, slots=True)
class BookRow:
    """One participant: ``cells`` are words, one for each requirement, in order."""

    enrolment: Enrolment
    name: str
    done: int
    total: int
    state: str
    state_word: str
    cells: list[str]
    group: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the book is looked at: people in a state, and people who lack a requirement (its slug)."""

    state: str = ""
    lacks: str = ""


def book_rows(
    enrolments: Iterable[Enrolment], steps: list[Step], outcomes: Outcomes, filters: Filters
) -> Iterator[BookRow]:
    """The rows that the filters let through."""
    words, states, pairs = cell_words(), state_words(), [(step.activity_id, step.slug) for step in steps]
    for enrolment in enrolments:
        pk = enrolment.pk
        own = [outcomes.get((pk, activity), NOTHING) for activity, _slug in pairs]
        done = sum(1 for outcome in own if outcome.evidence)
        state = state_of(enrolment, own)
        if filters.state and state != filters.state:
            continue
        if filters.lacks and not any(
            slug == filters.lacks and not outcome.evidence
            for (_activity, slug), outcome in zip(pairs, own, strict=True)
        ):
            continue
        cells = [cell_of(one, words) for one in own]
        group = enrolment.group.name if enrolment.group else ""
        yield BookRow(enrolment, name_of(enrolment.learner), done, len(own), state, states[state], cells, group)


def state_of(enrolment: Enrolment, own: list[Outcome]) -> str:
    """How far the participant is, as the filter names it."""
    if enrolment.status == Enrolment.Status.COMPLETED:
        return DONE
    return GOING if any(outcome is not NOTHING for outcome in own) else NOT_BEGUN


def state_words() -> dict[str, str]:
    return {DONE: _("Completed"), GOING: _("In progress"), NOT_BEGUN: _("Not started")}


def cell_words() -> dict[str, str]:
    """Every word a cell may begin with."""
    return {
        **evidence_words(),
        "waiting": _("Waits"),
        "returned": _("To be completed"),
        "tried": _("Not yet"),
        "": _("Not yet"),
    }


def cell_of(outcome: Outcome, words: dict[str, str]) -> str:
    """A cell of the page: the word, the points, and a star where a person set them."""
    word = words.get(outcome.evidence or outcome.state, "")
    if outcome.points is None:
        return word
    star = "*" if outcome.is_set_by_hand else ""
    return f"{word} {short(outcome.points)}/{short(outcome.max_points)}{star}"


def short(hundredths: int | None) -> str:
    """4.5 as the reader's language writes it; whole numbers, which most are, without asking it."""
    whole, rest = divmod(hundredths or 0, 100)
    return str(whole) if not rest else number_format(decimal_of(hundredths), use_l10n=True)


@lru_cache(maxsize=4096)
def decimal_of(hundredths: int | None) -> Decimal | None:
    """Points as a number without zeros that say nothing."""
    if hundredths is None:
        return None
    whole, rest = divmod(hundredths, 100)
    return Decimal(f"{whole}.{rest:02}".rstrip("0").rstrip("."))


def export_rows(rows: Iterable[BookRow], steps: list[Step], outcomes: Outcomes) -> Iterator[list[Cell]]:
    """The same as a table. Names of columns are part of its format: in every language alike, and never changed."""
    yield ["nimi", "ryhma", "tila", "tehty", "vaadittu", *_columns(steps)]
    scored = [(step.activity_id, has_points(step)) for step in steps]
    words = cell_words()
    for row in rows:
        cells: list[Cell] = [row.name, row.group, row.state, row.done, row.total]
        for activity, with_points in scored:
            outcome = outcomes.get((row.enrolment.pk, activity), NOTHING)
            cells.append(words.get(outcome.evidence or outcome.state, ""))
            if with_points:
                cells += [decimal_of(outcome.points), decimal_of(outcome.max_points)]
        yield cells


def _columns(steps: list[Step]) -> Iterator[str]:
    for step in steps:
        yield step.slug
        if has_points(step):
            yield from (f"{step.slug}_pisteet", f"{step.slug}_enintaan")


def has_points(step: Step) -> bool:
    """Whether there are points to be had."""
    return step.kind in ("quiz", "assignment")
