"""Until when places are offered, and until when one answers. No ORM, no clock, no request."""

import datetime

from django.utils import timezone

#: Nobody's time to answer ends between these hours.
MORNING, EVENING = 9, 20


def reply_by(now: datetime.datetime, hours: int) -> datetime.datetime:
    """When an offer made now runs out: after ``hours``, and if that falls into the night, in the morning after it."""
    due = timezone.localtime(now + datetime.timedelta(hours=hours)).replace(second=0, microsecond=0)
    if MORNING <= due.hour < EVENING:
        return due
    day = due.date() + datetime.timedelta(days=1 if due.hour >= EVENING else 0)
    return at_hour(day, MORNING)


def at_hour(day: datetime.date, hour: int) -> datetime.datetime:
    """The full ``hour`` of ``day`` where the site is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def cut_off(
    *, decides: bool, closes: datetime.datetime | None, starts: datetime.date | None, ends: datetime.date | None
) -> datetime.datetime | None:
    """When places are offered no more. Where trainers decide, applications end with the enrolment but decisions come
    after it, so the queue lives until the run starts; otherwise it ends with the enrolment."""
    over = [at_hour(ends + datetime.timedelta(days=1), 0)] if ends else []
    if decides and starts:
        over.append(at_hour(starts, 0))
    elif not decides and closes:
        over.append(closes)
    return min(over, default=None)
