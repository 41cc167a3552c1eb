"""When a chosen reminder is sent: pure rules, in the site's own time."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

#: Hours that one can choose: none in the night.
HOURS = range(8, 21)
#: After a stop of the service a reminder is left out rather than sent at another time of the day.
LATEST = timedelta(hours=3)
#: To somebody who has not come for so long the reminders end by themselves.
UNSEEN = timedelta(days=60)
#: A reminder that has done all that was asked of it is kept so long, for the link in its message to work.
KEPT_WHEN_DONE = timedelta(days=7)


def is_due(*, days: Collection[int], at: time, sent_on: date | None, now: datetime) -> bool:
    """Whether it is sent now. ``now`` is local."""
    return now.weekday() in days and sent_on != now.date() and _is_the_hour(at, now)


def is_letter_due(*, letter_on: date | None, at: time, sent_on: date | None, now: datetime) -> bool:
    """Whether the person is reminded now of their letter: on its day, or on the first day after it on which this is
    possible."""
    return letter_on is not None and letter_on <= now.date() != sent_on and _is_the_hour(at, now)


def _is_the_hour(at: time, now: datetime) -> bool:
    begins = datetime.combine(now.date(), at, tzinfo=now.tzinfo)
    return begins <= now < begins + LATEST


def has_run_out(*, last_seen_on: date, today: date) -> bool:
    """Whether the person has not come for so long that a reminder would only be a nuisance."""
    return today - last_seen_on > UNSEEN
