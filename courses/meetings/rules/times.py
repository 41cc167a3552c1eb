"""Days and their hours, as people say them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

#: Days are held where the organiser is, whatever the clock of a participant's device says.
ZONE = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True, order=True)
class Part:
    """A stretch of a day: a morning, an afternoon."""

    starts: datetime.time
    ends: datetime.time

    @property
    def minutes(self) -> int:
        return _minutes(self.ends) - _minutes(self.starts)

    @property
    def stored(self) -> list[str]:
        return [self.starts.strftime("%H:%M"), self.ends.strftime("%H:%M")]


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def parts_from(stored: Iterable[Iterable[str]]) -> list[Part]:
    """The parts as they were stored."""
    return [Part(*(datetime.time.fromisoformat(time) for time in pair)) for pair in stored]


def moment(date: datetime.date, time: datetime.time) -> datetime.datetime:
    """The wall-clock time of that day. Of an hour that comes twice the first one is meant."""
    return datetime.datetime.combine(date, time, tzinfo=ZONE)


def wrong_order(parts: list[Part]) -> bool:
    """Whether a part ends before it starts, or two of them overlap."""
    return any(part.minutes <= 0 for part in parts) or any(
        later.starts < earlier.ends for earlier, later in zip(parts, parts[1:], strict=False)
    )


def clock(time: datetime.time) -> str:
    """A time of day as Finnish and Swedish write it: 9.00."""
    return f"{time.hour}.{time.minute:02d}"


def hours_in_words(parts: Iterable[Part]) -> str:
    """9.00–12.00, 13.00–16.00."""
    return ", ".join(f"{clock(part.starts)}–{clock(part.ends)}" for part in parts)  # noqa: RUF001 -- from … to
