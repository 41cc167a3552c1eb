"""How long an invitation lasts, and how often one address is written to. No ORM, no clock, no request."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

#: How long a link works.
LIFE = datetime.timedelta(days=14)
#: How long the address is kept after the link's last day.
KEPT_AFTER = datetime.timedelta(days=30)
#: More would make us a tool for flooding somebody.
MAILS_AN_HOUR = 3
HOUR = datetime.timedelta(hours=1)


def valid_until(now: datetime.datetime, *, ends: datetime.date | None) -> datetime.datetime:
    """When a link made now stops working: after two weeks, or with the run's last day."""
    if ends is None:
        return now + LIFE
    midnight = datetime.datetime.combine(ends + datetime.timedelta(days=1), datetime.time())
    return min(now + LIFE, timezone.make_aware(midnight))


def within_an_hour(times: Iterable[str], now: datetime.datetime) -> list[str]:
    """Those of the times of sending (ISO) that count now."""
    return [one for one in times if datetime.datetime.fromisoformat(one) > now - HOUR]


def may_send(times: Iterable[str], now: datetime.datetime) -> bool:
    """Whether an address that was written to at ``times`` may be written to once more."""
    return len(within_an_hour(times, now)) < MAILS_AN_HOUR
