"""Days for lists of everybody, and for a trainer's own morning. Few statements, whatever the size."""

import datetime
import itertools
import operator
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.api import Enrolment, Run
from courses.meetings.models import Attendance, Meeting
from courses.meetings.rules.attending import Day

THERE = [Attendance.State.PRESENT, Attendance.State.PART]


@dataclass(slots=True)
class Presence:
    """When a person was last marked present, and how many days were attended or made up for."""

    last: datetime.datetime | None = None
    days: int = 0


@dataclass(slots=True)
class RunDays:
    """What the days of some runs tell. By enrolment ``missed``, the titles of compulsory days that the person has
    missed and not made up, in order (a make-up task that waits for its reader is not missing), and ``there``. By run
    ``held``: of each day that has begun whose it is, its group, None for everybody."""

    missed: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    there: dict[int, Presence] = field(default_factory=lambda: defaultdict(Presence))
    held: dict[int, list[int | None]] = field(default_factory=lambda: defaultdict(list))


def run_days(runs: Collection[Run]) -> RunDays:
    """The days of ``runs`` and everybody's attendance. One statement, none when no run has days."""
    found, now = RunDays(), timezone.now()
    keys = [run.pk for run in runs if run.contact_days]
    if not keys:
        return found
    days = Meeting.objects.filter(run__in=keys).order_by("starts_at", "pk")
    of_day = ("pk", "run_id", "group_id", "title", "lasts", "compulsory", "starts_at", "cancelled_at")
    of_person = ("enrolment_id", "state", "minutes", "said_at", "answered_at", "made_up_at")
    rows = days.values_list(*of_day, *(f"attendances__{name}" for name in of_person))
    for _pk, marks in itertools.groupby(rows, operator.itemgetter(0)):
        marks = list(marks)
        _pk, run, group, title, lasts, compulsory, starts, cancelled = marks[0][:8]
        if not cancelled and starts <= now:
            found.held[run].append(group)
        _read_marks(
            found, (row[8:] for row in marks), starts, Day("", title, lasts, compulsory), is_cancelled=bool(cancelled)
        )
    return found


def _read_marks(
    found: RunDays, marks: Iterable[tuple[Any, ...]], starts: datetime.datetime, day: Day, *, is_cancelled: bool
) -> None:
    """Add to ``found`` what is marked of each person for one day."""
    for enrolment, state, minutes, said, answered, made_up in marks:
        if enrolment is None:
            continue  # nothing is marked for the day
        if state in THERE or made_up:
            presence = found.there[enrolment]
            presence.days += not is_cancelled
            if state in THERE and (presence.last is None or presence.last < starts):
                presence.last = starts
        if day.compulsory and not (is_cancelled or answered or made_up) and (said or state):
            own = replace(day, state=state, minutes_there=minutes, cannot_come=bool(said))
            if own.missed:
                found.missed[enrolment].append(day.title)


def coming_days(runs: QuerySet[Run]) -> list[Meeting]:
    """Every day of ``runs`` that is held today, and the next one after today. Each has ``unmarked``, whether somebody's
    attendance is still to be marked (or nobody's is yet), ``there``, how many are present, and ``cannot``, how many
    have told that they cannot come and are not marked. One statement."""
    today = timezone.localdate()
    rows = Meeting.objects.filter(run__in=runs.order_by().values("pk"), cancelled_at=None, date__gte=today)
    marked = Attendance.objects.filter(~Q(state=""), meeting=OuterRef(OuterRef("pk")), enrolment=OuterRef("pk"))
    people = Enrolment.objects.active().filter(~Exists(marked), run=OuterRef("run"))
    unmarked = Exists(people.filter(group=OuterRef("group"))) | Q(Exists(people), group=None) | Q(marked=0)
    marks = Count("attendances", filter=~Q(attendances__state=""))
    there = Count("attendances", filter=Q(attendances__state__in=THERE))
    said = Q(attendances__said_at__isnull=False, attendances__state="")
    cannot = Count("attendances", filter=said & ~Q(attendances__enrolment__status=Enrolment.Status.CANCELLED))
    rows = rows.annotate(marked=marks, there=there, cannot=cannot).annotate(unmarked=unmarked)
    found = list(rows.select_related("run__course").order_by("starts_at", "pk")[:20])
    later = [one for one in found if one.date > today][:1]
    return [one for one in found if one.date == today] + later


def make_ups_waiting(runs: QuerySet[Run]) -> list[tuple[Meeting, int]]:
    """Days of ``runs`` with make-up tasks that nobody has read, and how many. One statement."""
    waiting = Q(attendances__answered_at__isnull=False, attendances__made_up_at=None)
    rows = Meeting.objects.filter(run__in=runs.order_by().values("pk")).select_related("run")
    rows = rows.annotate(waiting=Count("attendances", filter=waiting)).filter(waiting__gt=0)
    return [(one, one.waiting) for one in rows.order_by("starts_at", "pk")]


def days_outside(run: Run) -> list[Meeting]:
    """Days of the run that are held before it starts or after it ends; none while it has no dates."""
    outside = Q(date__lt=run.starts) if run.starts else Q(pk__in=[])
    if run.ends:
        outside |= Q(date__gt=run.ends)
    rows = Meeting.objects.filter(outside, run=run, cancelled_at=None) if run.contact_days else Meeting.objects.none()
    return list(rows.order_by("starts_at", "pk"))
