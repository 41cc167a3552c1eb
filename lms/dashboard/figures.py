"""Reports of groups as tables. The page and the file show the same rows, and nothing beyond the stored report."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.personal.api import FigureReport, last_closed_day, said_in
from lms.records.tables import Cell

#: The column of the whole, beside those of the groups of statements.
TOTAL = "total"


@dataclass(frozen=True)
class Table:
    """One report: its names, how many answered, and the rows. The first row is the whole programme, then its runs."""

    pk: int
    title: str
    course: str
    half: str
    version: int
    least: int
    counts: list[tuple[str, int | None]]
    head: list[str]
    rows: list[list[Cell]]

    @property
    def is_shown(self) -> bool:
        """Whether the whole programme is large enough for anything to be shown."""
        return bool(self.rows)


def table_of(report: FigureReport) -> Table:
    """The report in the reader's language. Hidden cells are empty rows: why they are hidden is said beside them."""
    instrument, language, figures = report.version.instrument, get_language(), report.figures
    names = {group.id: said_in(group.names, language) for group in instrument.subscales} | {TOTAL: _("The whole")}
    moments = (("start", _("at the start")), ("end", _("at the end")))
    head = [
        _("Group"),
        _("People, about"),
        *(f"{name}, {moment}" for name in names.values() for _key, moment in moments),
    ]
    cells = [figures["whole"], *figures["runs"]]
    return Table(
        pk=report.pk,
        title=said_in(instrument.titles, language),
        course=report.course.title_in(language),
        half=half_in_words(report.until),
        version=report.version.number,
        least=report.least,
        counts=[(label, figures["counts"][name]) for name, label in count_names()],
        head=head,
        rows=[_row(cell, list(names)) for cell in cells] if figures["whole"]["people"] is not None else [],
    )


def count_names() -> list[tuple[str, str]]:
    """What is counted of everybody, in the order of telling."""
    return [
        ("started", _("Began, that is, answered at the start")),
        ("compared", _("Answered at the start and at the end")),
        ("agreed", _("Said yes to being counted")),
        ("declined", _("Said no to being counted")),
    ]


def _row(cell: dict[str, Any], keys: list[str]) -> list[Cell]:
    shown = cell["people"] is not None
    figures = [Decimal(cell[moment][key]) if shown else None for key in keys for moment in ("start", "end")]
    return [cell["name"], cell["people"], *figures]


def half_in_words(until: datetime.date) -> str:
    """The half-year that ends on ``until``."""
    words = _("January–June %(year)s") if until.month <= 6 else _("July–December %(year)s")
    return words % {"year": until.year}


def next_report_on() -> datetime.date:
    """The day on which this half-year is over and its reports are made."""
    before = last_closed_day(timezone.localdate())
    return datetime.date(before.year + 1, 1, 1) if before.month == 6 else datetime.date(before.year + 1, 7, 1)


def file_rows(table: Table) -> list[list[Cell]]:
    """The file: what the page says above the table, then the table."""
    about = [
        [table.title, table.course],
        [_("Half-year"), table.half],
        [_("Smallest group shown"), table.least],
    ]
    counts: list[list[Cell]] = [[label, count] for label, count in table.counts]
    return [*about, *counts, [], table.head, *table.rows] if table.is_shown else [*about, *counts]
