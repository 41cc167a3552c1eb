"""When it is time to ask somebody how they are. Pure."""

import datetime
from collections.abc import Iterator

from courses.api import TypePolicy, follow_up_days

#: The task is there so long before its day, and is not made any more when its day passed so long ago.
BEFORE = datetime.timedelta(days=14)
AFTER = datetime.timedelta(days=60)


def months_due(policy: TypePolicy, ended: datetime.date, today: datetime.date) -> Iterator[tuple[int, datetime.date]]:
    """(months, day) of the conversations for which it is time now, of those who ended on ``ended``."""
    for months, day in zip(policy.follow_up, follow_up_days(policy, ended), strict=True):
        if day - BEFORE <= today <= day + AFTER:
            yield months, day
