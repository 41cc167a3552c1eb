"""The days of a weekly series. Pure."""

import datetime

WEEK = datetime.timedelta(days=7)
#: A series goes on for at most a year.
MOST = 53


def weekly(first: datetime.date, until: datetime.date) -> list[datetime.date]:
    """``first`` and the same weekday of each week to ``until``, that day included; never more than one beyond ``MOST``,
    so that asking for a thousand years is only too many."""
    days = [first]
    while days[-1] + WEEK <= until and len(days) <= MOST:
        days.append(days[-1] + WEEK)
    return days
