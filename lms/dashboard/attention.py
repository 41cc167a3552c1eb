"""Who needs a trainer's attention, and why. Pure: facts of one participant in, reasons in words out.

The reasons say what has happened, never what the person is like: whether to act on it is for somebody who knows them.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

#: So long without any studying.
SILENT_AFTER = datetime.timedelta(days=14)
#: So long with studying but without getting anything required done.
STUCK_AFTER = datetime.timedelta(days=21)

#: So long before feedback that nobody has opened is a reason to ask.
UNREAD_AFTER = datetime.timedelta(days=7)

RETURNED, FAILED, DAY, LATE, SILENT, STUCK = "palautettu", "hylatty", "paiva", "myohassa", "hiljaa", "jumissa"
UNREAD = "lukematta"
MAIL = "posti"
#: Every reason as the filter names it, the most pressing first.
NAMES: dict[str, Any] = {
    RETURNED: lazy("A returned task waits"),
    FAILED: lazy("Failed a test twice"),
    DAY: lazy("Misses a compulsory day"),
    LATE: lazy("A due date has passed"),
    UNREAD: lazy("Has not opened feedback"),
    MAIL: lazy("Mail comes back"),
    SILENT: lazy("Has been silent"),
    STUCK: lazy("Studies but does not get on"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one participant who is not ready. Titles are of what waits; ``begun`` is when the person could
    first study, ``last`` when they last did, ``last_done`` when they last got something done."""

    begun: datetime.datetime
    last: datetime.datetime | None = None
    last_done: datetime.datetime | None = None
    returned: Sequence[str] = ()
    failed: Sequence[str] = ()
    missed: Sequence[str] = ()
    late: Sequence[str] = ()
    unread: Sequence[str] = ()
    waits_for_trainer: bool = False
    mail_returns: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its key for the filter, and a sentence."""

    key: str
    words: str


def reasons_of(one: Standing, now: datetime.datetime) -> list[Reason]:
    """Every reason to look after this participant; none is good news."""
    told = [
        (RETURNED, one.returned, _("Returned, to be completed: %(titles)s")),
        (FAILED, one.failed, _("Failed twice: %(titles)s")),
        (DAY, one.missed, _("Compulsory day not made up for: %(titles)s")),
        (LATE, one.late, _("The due date has passed: %(titles)s")),
        (UNREAD, one.unread, _("Feedback not opened: %(titles)s")),
    ]
    found = [Reason(key, words % {"titles": named(titles)}) for key, titles, words in told if titles]
    if one.mail_returns:
        found.append(Reason(MAIL, _("Mail to them comes back: ask for the right address another way")))
    pause = now - max(filter(None, (one.begun, one.last)))
    if pause >= SILENT_AFTER:
        return [*found, Reason(SILENT, _quiet(one, pause.days))]
    standstill = now - max(filter(None, (one.begun, one.last_done)))
    if one.last and standstill >= STUCK_AFTER and not one.waits_for_trainer:
        words = ngettext("Nothing got done for %(n)d day", "Nothing got done for %(n)d days", standstill.days)
        return [*found, Reason(STUCK, words % {"n": standstill.days})]
    return found


def _quiet(one: Standing, days: int) -> str:
    if one.last is None:
        words = ngettext("Has not begun in %(n)d day", "Has not begun in %(n)d days", days)
    else:
        words = ngettext("No studying for %(n)d day", "No studying for %(n)d days", days)
    return words % {"n": days}


def named(titles: Sequence[str]) -> str:
    """The first title, and how many more there are: a line has to fit a phone."""
    more = len(titles) - 1
    if not more:
        return titles[0]
    words = ngettext("%(title)s and %(n)d more", "%(title)s and %(n)d more", more)
    return words % {"title": titles[0], "n": more}
