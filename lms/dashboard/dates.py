"""What somebody has to do and by when, over all their trainings: my page's list, and what their calendar has of it."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.graded.api import RETURNED, due_at, steps_with_dates
from courses.admissions.api import Awaited, awaited_among, is_pending, pending_rows
from courses.api import Activity
from courses.meetings.api import Deadline, days_with_dates
from lms.accounts.api import User
from lms.dashboard.outline import FOLDERS
from lms.dashboard.queries import Study, studies_of_account
from lms.records.prepared import Prepared

#: So many stand on my page; the rest is on the course homes.
SHOWN = 5
DAY = "day"


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing to do. ``at`` is None only for what was returned and has no date; ``title`` is its own, ``course`` of
    the training."""

    kind: str
    slug: str
    run_code: str
    title: str
    titles: dict[str, str]
    at: datetime.datetime | None
    number: int | None

    @property
    def url(self) -> str:
        """Where it is done."""
        if self.kind == DAY:
            return reverse("meetings:day", args=[self.run_code, self.number])
        folder = FOLDERS.get(Activity.Kind.ASSIGNMENT if self.kind == RETURNED else self.kind, "")
        return f"{reverse('dashboard:course', args=[self.run_code])}{folder}{self.slug}/"

    def is_late(self, now: datetime.datetime) -> bool:
        return self.kind != DAY and self.at is not None and self.at < now


def before_me(user: User, studies: list[Study]) -> tuple[list[Coming], Awaited]:
    """What ``user`` has to do, the nearest first, and what they wait for. One statement."""
    rows = _BEFORE.rows(user.pk)
    coming = [Coming(*row) for row in rows if not is_pending(row[0])]
    starts = {study.run_code: study.starts for study in studies}
    return in_order(coming, starts, timezone.now()), awaited_among(row for row in rows if is_pending(row[0]))


def _rows(user_id: int) -> QuerySet:
    found = [*pending_rows(user_id), days_with_dates(user_id), *steps_with_dates(user_id)]
    first, *others = [rows.order_by() for rows in found]
    return first.union(*others, all=True)


_BEFORE = Prepared(_rows, -1)


def in_order(found: list[Coming], starts: dict[str, datetime.date | None], now: datetime.datetime) -> list[Coming]:
    """Those with a date, nearest first; what was returned without one goes before. A test that has closed is gone."""
    dated = [one if one.kind == DAY or one.at else _counted(one, starts.get(one.run_code)) for one in found]
    kept = [one for one in dated if one.at or one.kind == RETURNED]
    kept = [one for one in kept if one.kind != Activity.Kind.QUIZ or not one.is_late(now)]
    return sorted(kept, key=lambda one: (one.at or now, one.title))


def _counted(one: Coming, starts: datetime.date | None) -> Coming:
    """With the date that is counted from the run's first day."""
    at = due_at(extended_until=None, set_for_run=None, starts=starts, due_days=one.number)
    return Coming(one.kind, one.slug, one.run_code, one.title, one.titles, at, one.number)


def coming_rows(coming: list[Coming]) -> list[dict]:
    """The nearest, for `ui/rows.html`."""
    now = timezone.now()
    return [
        {
            "when": date_format(timezone.localtime(one.at), "l j.n.Y G.i") if one.at else "",
            "what": one.title,
            "url": one.url,
            "status": _("Can still be done") if one.is_late(now) and one.kind != RETURNED else _what(one.kind),
            "kind": "todo",
            "icon": "",
        }
        for one in coming[:SHOWN]
    ]


def _what(kind: str) -> str:
    words = {
        DAY: _("Contact day"),
        RETURNED: _("To be completed"),
        Activity.Kind.QUIZ: _("The test closes"),
        Activity.Kind.ASSIGNMENT: _("To be handed in"),
    }
    return words.get(kind, _("To be done"))


def deadlines_of(user: User) -> list[Deadline]:
    """The dates of ``user`` that are no contact days, for their calendar. Two statements."""
    coming, _awaited = before_me(user, studies_of_account(user))
    return [
        Deadline(
            key=f"{one.run_code}-{one.slug}",
            title=f"{_what(one.kind)}: {one.title}",
            at=one.at,
            titles=one.titles,
            path=one.url,
        )
        for one in coming
        if one.kind != DAY and one.at
    ]
