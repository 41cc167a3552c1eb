"""On what terms one person takes one quiz: the quiz's own, the run's times, and what a trainer has granted. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.graded.facts.quizzes import QuizSettings


@dataclass(frozen=True, slots=True)
class Granted:
    """One arrangement. ``weight`` is larger the closer it is to this person and this quiz."""

    weight: int = 0
    extra_percent: int = 0
    extra_minutes: int = 0
    extra_attempts: int = 0
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None

    def minutes_beyond(self, minutes: int) -> int:
        """Minutes that it adds to ``minutes``; a part of one is a whole one."""
        return -(-minutes * self.extra_percent // 100) + self.extra_minutes


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds; ``minutes`` and ``attempts`` have the extra ones in them, and are None without a limit."""

    minutes: int | None = None
    attempts: int | None = None
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None
    extra_minutes: int = 0
    extra_attempts: int = 0
    own_times: bool = False

    def deadline(self, started_at: datetime.datetime) -> datetime.datetime | None:
        """When the answers of an attempt that began then have to be there: nobody goes on after closing."""
        ends = [self.closes_at] if self.closes_at else []
        if self.minutes:
            ends.append(started_at + datetime.timedelta(minutes=self.minutes))
        return min(ends, default=None)


def terms_of(
    settings: QuizSettings,
    *,
    opens_at: datetime.datetime | None,
    closes_at: datetime.datetime | None,
    granted: Iterable[Granted] = (),
) -> Terms:
    """Of time and attempts the most generous grant holds; grants never add up. Of opening and closing, the grant
    closest to the person and the quiz holds; for what none of them says, the run's own times."""
    by_weight = sorted(granted, key=lambda one: one.weight, reverse=True)
    minutes, attempts = settings.minutes_allowed, settings.attempts_allowed
    extra_minutes = max((one.minutes_beyond(minutes) for one in by_weight), default=0) if minutes else 0
    extra_attempts = max((one.extra_attempts for one in by_weight), default=0) if attempts is not None else 0
    own_opening = next((one.opens_at for one in by_weight if one.opens_at), None)
    own_closing = next((one.closes_at for one in by_weight if one.closes_at), None)
    return Terms(
        minutes=minutes + extra_minutes if minutes else None,
        attempts=None if attempts is None else attempts + extra_attempts,
        opens_at=own_opening or opens_at,
        closes_at=own_closing or closes_at,
        extra_minutes=extra_minutes,
        extra_attempts=extra_attempts,
        own_times=bool(own_opening or own_closing),
    )
