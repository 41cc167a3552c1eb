"""Moving a run's dates: wall-clock time is kept, whatever summer time does. Pure, and the door by which other rooms
tell which dates of a run are theirs."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import slugify

WEEK = 7
#: What is not the past yet: a year later, on the same weekday.
A_YEAR = datetime.timedelta(weeks=52)
HERE = ZoneInfo("Europe/Helsinki")
YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One date of a run: what it is, in words, and when."""

    what: str
    when: datetime.date | datetime.datetime


@dataclass(frozen=True, slots=True)
class ShiftedLine:
    """One date of the earlier run, and of the new one."""

    what: str
    old: datetime.date | datetime.datetime
    new: datetime.date | datetime.datetime

    @property
    def has_time(self) -> bool:
        return isinstance(self.old, datetime.datetime)


@dataclass(frozen=True, slots=True)
class RunDates:
    """Every date of a run, and the day from which a new start is counted; None for a run without any date."""

    lines: list[DatedLine]
    base: datetime.date | None

    def moved_to(self, starts: datetime.date) -> list[ShiftedLine]:
        """All of them, if the run began on ``starts``. Raises OverflowError beyond the calendar."""
        return shift_lines(self.lines, (starts - self.base).days)


_sources: list[Callable[[Any], Iterable[DatedLine]]] = []


def tells_dates(source: Callable[[Any], Iterable[DatedLine]]) -> Callable[[Any], Iterable[DatedLine]]:
    """Register ``source(run)``, which tells the dates that another room keeps of a run. It also listens to
    ``run_copied`` and copies them. Registering twice has no further effect."""
    if source not in _sources:
        _sources.append(source)
    return source


def told_dates(run: Any) -> list[DatedLine]:
    """The dates that other rooms keep of ``run``."""
    return [line for source in _sources for line in source(run)]


def shifted(moment: datetime.datetime, days: int, *, zone: datetime.tzinfo = HERE) -> datetime.datetime:
    """The same time by the clock so many days later. A time that the clock skips that night becomes the first that
    it has; of one that it shows twice, the first is meant. So the order of two times is never turned round."""
    wall = moment.astimezone(zone).replace(tzinfo=None, fold=0) + datetime.timedelta(days=days)
    while not _exists(wall, zone):
        wall = wall.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1)
    return wall.replace(tzinfo=zone)


def _exists(wall: datetime.datetime, zone: datetime.tzinfo) -> bool:
    """Whether the clock ever shows this time."""
    there_and_back = wall.replace(tzinfo=zone).astimezone(datetime.UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None, fold=0) == wall


def shifted_when(when: datetime.date | datetime.datetime, days: int) -> datetime.date | datetime.datetime:
    """A day or a moment, so many days later."""
    if isinstance(when, datetime.datetime):
        return shifted(when, days)
    return when + datetime.timedelta(days=days)


def day_of(when: datetime.date | datetime.datetime) -> datetime.date:
    """The day here on which it is."""
    return when.astimezone(HERE).date() if isinstance(when, datetime.datetime) else when


def shift_lines(lines: Iterable[DatedLine], days: int) -> list[ShiftedLine]:
    """All of them, in the order of time."""
    known = sorted(lines, key=lambda line: (day_of(line.when), isinstance(line.when, datetime.datetime), _time(line)))
    return [ShiftedLine(line.what, line.when, shifted_when(line.when, days)) for line in known]


def _time(line: DatedLine) -> float:
    return line.when.timestamp() if isinstance(line.when, datetime.datetime) else 0


def first_day(lines: Iterable[DatedLine]) -> datetime.date | None:
    """The earliest day of all; None when there is no date."""
    return min((day_of(line.when) for line in lines), default=None)


def next_start(start: datetime.date, today: datetime.date) -> datetime.date:
    """A start to propose: the same weekday whole years of 52 weeks later, in the future."""
    proposed = start + A_YEAR
    while proposed < today:
        proposed += A_YEAR
    return proposed


def nearest_same_weekday(start: datetime.date, wanted: datetime.date) -> datetime.date:
    """The day nearest to ``wanted`` that is the same weekday as ``start``; ``wanted`` itself when it is."""
    over = (wanted - start).days % WEEK
    return (
        wanted - datetime.timedelta(days=over) if over <= WEEK // 2 else wanted + datetime.timedelta(days=WEEK - over)
    )


def next_name(name: str, years: int) -> str:
    """The name with its years so many later: "Kevät 2026, Lahti" becomes "Kevät 2027, Lahti"."""
    return YEAR.sub(lambda found: str(int(found[0]) + years), name)


def address_for(course_code: str, name: str, taken: Iterable[str]) -> str:
    """An address for a run that nobody has to think of, made of the course's and the name; never one that is taken."""
    wanted = f"{course_code[:40]}-{slugify(name)}"[:70].strip("-")
    used, found, number = set(taken), wanted, 2
    while found in used:
        found, number = f"{wanted}-{number}", number + 1
    return found
