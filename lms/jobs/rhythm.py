"""When people are written to: pure rules, in the site's own time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from enum import StrEnum

from lms.jobs.models import MailChoice, Notice

State, Often = Notice.State, MailChoice.Often

#: Mails of their own that one person gets in any seven days; what is beyond comes in the summary. With five summaries
#: this leaves room for one that cannot wait.
SINGLE_MAILS = 2
WEEK = timedelta(days=7)
#: Summaries go out on weekdays in the afternoon: at most five in any seven days.
SUMMARY_FROM = time(16)
MONDAY, SATURDAY = 0, 5


class Pace(StrEnum):
    """How soon a kind of mail is sent."""

    ASKED = "asked"  # the person asked for it a moment ago: at once, at night too
    AT_ONCE = "at_once"  # cannot wait for a summary, but for the morning
    SOON = "soon"  # by itself while there is room in the week
    SUMMARY = "summary"  # always in the summary


def is_quiet(now: datetime, hours: tuple[int, int] | None) -> bool:
    """Whether nothing is sent now. ``hours`` are (from, until) across midnight; None is never. ``now`` is local."""
    if hours is None:
        return False
    begins, ends = hours
    return now.hour >= begins or now.hour < ends


def morning_after(now: datetime, hours: tuple[int, int]) -> datetime:
    """The next end of the quiet hours, by the clock on the wall."""
    day = now.date() if now.hour < hours[1] else now.date() + timedelta(days=1)
    return datetime.combine(day, time(hours[1]), tzinfo=now.tzinfo)


def is_summary_time(now: datetime, hours: tuple[int, int] | None) -> bool:
    """Whether summaries go out now."""
    return now.weekday() < SATURDAY and now.time() >= SUMMARY_FROM and not is_quiet(now, hours)


def is_summary_day(often: str, now: datetime) -> bool:
    """Whether today is a day of summaries for who chose ``often``."""
    return often != Often.WEEKLY or now.weekday() == MONDAY


def fate_of(*, pace: Pace, topic: str, often: str, off: Collection[str], sent: int) -> State:
    """What becomes of a notice. ``topic`` is "" for what nobody can turn off; ``sent`` counts the single mails of the
    last seven days."""
    if topic and (topic in off or often == Often.NEVER):
        return State.DROPPED
    if not topic or pace in (Pace.ASKED, Pace.AT_ONCE):
        return State.MAILED
    if pace == Pace.SOON and often == Often.SOON and sent < SINGLE_MAILS:
        return State.MAILED
    return State.HELD
