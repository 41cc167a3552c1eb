"""What a measurement shows its person: words first, then rows with text, then a table. It compares with nobody."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.kinds.scales import (
    Instrument,
    Subscale,
    Way,
    change_of,
    fits_best,
    one_decimal,
    rises_most,
    said_in,
    total_of,
    worked_out,
)
from assessments.personal.api import Measured, shown_results_of

#: The drawn track: where the first step and the last one stand.
TRACK = (10, 150)


@dataclass(frozen=True)
class Row:
    """One group of statements, or the whole. Figures are text; the places are those of the dots on the track."""

    name: str
    start: str
    end: str
    way: Way | None
    words: str
    start_place: int | None
    end_place: int | None
    is_compared: bool = True

    @property
    def tag(self) -> str:
        """How the words are shown; what is less has no colour of an error."""
        return {Way.UP: "done", Way.DOWN: "todo"}.get(self.way, "")

    @property
    def figures(self) -> str:
        """The figures in words, for everybody."""
        if not self.is_compared:
            return self.end
        if self.start and self.end:
            return _("at the start %(start)s, now %(end)s") % {"start": self.start, "end": self.end}
        if self.start:
            return _("at the start %(start)s") % {"start": self.start}
        return _("now %(end)s") % {"end": self.end} if self.end else ""


@dataclass
class Result:
    """One person's result. ``sentences`` come first; ``rises`` and ``best`` are statements."""

    rows: list[Row] = field(default_factory=list)
    whole: Row | None = None
    sentences: list[str] = field(default_factory=list)
    rises: list[str] = field(default_factory=list)
    best: list[str] = field(default_factory=list)
    has_fallen: bool = False
    is_compared: bool = False
    #: Start and end were asked in different words, so nothing is said of a change.
    has_two_versions: bool = False
    group_limit: str = ""
    whole_limit: str = ""

    @property
    def lines(self) -> list[Row]:
        """The rows, with the whole last."""
        return [*self.rows, self.whole] if self.whole else self.rows


@dataclass(frozen=True)
class Shown:
    """A result as its coach reads it, and as its person sees it before saying yes. ``result`` is None for a scale that
    compares nothing: then there are only the ``replies``, (statement, option)."""

    title: str
    days: list[datetime.date]
    result: Result | None
    replies: list[tuple[str, str]]


def shown_of(moments: dict[str, Measured]) -> Shown:
    """The measurements of one result as they are shown to a coach."""
    newest = list(moments.values())[-1]
    compares = newest.instrument.compares
    return Shown(
        title=said_in(newest.instrument.titles, get_language()),
        days=sorted({localdate(one.finished_at) for one in moments.values() if one.finished_at}),
        result=result_of(moments) if compares else None,
        replies=[] if compares else list(_replies(newest)),
    )


@dataclass(frozen=True)
class OwnResult:
    """A result that the person shows to a coach, for the person."""

    share: Any
    title: str


def own_results(learner: Any) -> list[OwnResult]:
    """The results that the person shows, newest first; one statement, and nothing is opened."""
    shown = shown_results_of(learner)
    return [OwnResult(one, said_in(one.measured.version.instrument.titles, get_language())) for one in shown]


def _replies(one: Measured) -> Iterator[tuple[str, str]]:
    options = one.instrument.options
    for item in one.instrument.asked:
        if item.id in one.replies:
            chosen = one.replies[item.id]
            told = said_in(options[chosen - 1].texts, get_language()) if chosen else _("I cannot say")
            yield said_in(item.texts, get_language()), told


def result_of(mine: dict[str, Measured]) -> Result:
    """The result out of what was finished at the start and at the end; either may be missing."""
    start, end = (one if (one := mine.get(name)) and one.finished_at else None for name in ("start", "end"))
    if start and end and start.version != end.version:
        result = _of_one(end)
        result.has_two_versions = True
        return result
    return _of_two(start, end) if start and end else _of_one(start or end)


def _of_one(one: Measured) -> Result:
    """Where the answers lie, in the author's words, and what fits best."""
    instrument, sums = one.instrument, worked_out(one.instrument, one.replies)
    best = [said_in(item.texts, get_language()) for item in fits_best(instrument, one.replies)]
    rows = [_position(instrument, group, sums[group.id].figure) for group in instrument.subscales]
    return Result(rows=rows, best=best)


def _of_two(start: Measured, end: Measured) -> Result:
    """What has changed beyond the instrument's own error, and what is about the same."""
    instrument = end.instrument
    first, then = (worked_out(instrument, one.replies) for one in (start, end))
    rows = [_row(instrument, group, first[group.id].figure, then[group.id].figure) for group in instrument.subscales]
    totals = total_of(instrument, first), total_of(instrument, then)
    rises = [said_in(item.texts, get_language()) for item in rises_most(instrument, start.replies, end.replies)]
    way = change_of(*totals, instrument.limits.total)
    whole = _line(instrument, _("The whole"), *totals, way, words_for(way)) if way else None
    return Result(
        rows=rows,
        whole=whole,
        sentences=sentences_for(rows),
        rises=rises,
        has_fallen=any(row.way is Way.DOWN for row in (*rows, whole) if row),
        is_compared=True,
        group_limit=shown(Fraction(instrument.limits.subscale)),
        whole_limit=shown(Fraction(instrument.limits.total)),
    )


def sentences_for(rows: list[Row]) -> list[str]:
    """The change in words, the stronger first; none of it is a verdict."""
    named = {way: [row.name for row in rows if row.way is way] for way in Way}
    said = (
        (Way.UP, _("Has grown stronger: %(names)s.")),
        (Way.SAME, _("About the same: %(names)s.")),
        (Way.DOWN, _("Less just now: %(names)s.")),
    )
    told = [text % {"names": get_text_list(named[way], _("and"))} for way, text in said if named[way]]
    return told or [_("There were so few answers that no change can be told. That does not matter.")]


def words_for(way: Way | None) -> str:
    """The change of one row in words."""
    words = {Way.UP: _("Grown stronger"), Way.SAME: _("About the same"), Way.DOWN: _("Less just now")}
    return words[way] if way else _("Cannot be counted from these answers")


def _position(instrument: Instrument, group: Subscale, figure: Fraction | None) -> Row:
    """Where the answers lie; of a few answers nothing is said."""
    words = words_for(None) if figure is None else _band(instrument, figure)
    name = said_in(group.names, get_language())
    return Row(name, "", shown(figure), None, words, None, _place(instrument, figure), is_compared=False)


def _row(instrument: Instrument, group: Subscale, start: Fraction | None, end: Fraction | None) -> Row:
    name = said_in(group.names, get_language())
    way = change_of(start, end, instrument.limits.subscale)
    return _line(instrument, name, start, end, way, words_for(way))


def _line(
    instrument: Instrument, name: str, start: Fraction | None, end: Fraction | None, way: Way | None, words: str
) -> Row:
    places = (_place(instrument, figure) for figure in (start, end))
    return Row(name, shown(start), shown(end), way, words, *places)


def _band(instrument: Instrument, figure: Fraction) -> str:
    band = instrument.band_of(figure)
    return said_in(band.texts, get_language()) if band else ""


def shown(figure: Fraction | None) -> str:
    """A figure with one decimal in the reader's language; empty when there is none."""
    return "" if figure is None else number_format(Decimal(one_decimal(figure)), decimal_pos=1)


def _place(instrument: Instrument, figure: Fraction | None) -> int | None:
    if figure is None:
        return None
    first, last = TRACK
    return round(first + (last - first) * (figure - 1) / (len(instrument.options) - 1))
