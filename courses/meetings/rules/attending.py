"""When a day counts as attended, and when enough days are. Whole numbers only; no database."""

from collections.abc import Iterable
from dataclasses import dataclass

PRESENT, PART, ABSENT = "present", "part", "absent"


@dataclass(frozen=True, slots=True)
class Day:
    """One contact day as it stands for one participant. ``key`` names the day in a rule."""

    key: str
    title: str
    minutes: int
    compulsory: bool = False
    over: bool = False
    state: str = ""
    minutes_there: int = 0
    cannot_come: bool = False
    made_up: bool = False
    can_make_up: bool = False

    @property
    def attended(self) -> bool:
        """There all day, or for at least half of it."""
        return self.state == PRESENT or (self.state == PART and 2 * self.minutes_there >= self.minutes)

    @property
    def counts(self) -> bool:
        """Attended or made up."""
        return self.attended or self.made_up

    @property
    def missed(self) -> bool:
        """Known not to be attended (marked so, or said beforehand), and not made up."""
        return not self.counts and (self.state in (ABSENT, PART) or (self.cannot_come and not self.state))


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with all their days: how many count out of how many, the compulsory ones, and those of them
    that do not count yet; ``ahead``: some day is still to be held and marked."""

    counted: int
    of: int
    missing: tuple[str, ...] = ()
    compulsory: tuple[str, ...] = ()
    ahead: bool = False


def standing_of(days: Iterable[Day]) -> Standing:
    """What "attended n of m, with the compulsory ones" is judged by. A compulsory day that is still to come is missing
    too: a training is not ready before it."""
    days = list(days)
    missing = tuple(day.title for day in days if day.compulsory and not day.counts)
    return Standing(
        counted=sum(day.counts for day in days),
        of=len(days),
        missing=missing,
        compulsory=tuple(day.title for day in days if day.compulsory),
        ahead=any(not (day.over or day.counts or day.state) for day in days),
    )
