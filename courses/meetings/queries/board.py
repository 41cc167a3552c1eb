"""Days for lists of everybody, and for a trainer's own morning. Few statements, whatever the size."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.api import Enrolment, Run
from courses.meetings.models import Attendance, Meeting
from courses.meetings.queries.own import day_of

THERE = [Attendance.State.PRESENT, Attendance.State.PART]


def missed_in(runs: Collection[Run]) -> dict[int, list[str]]:
    """By enrolment the compulsory days that the person has missed and not made up, in order. A make-up task that
    waits for its reader is not missing. One statement."""
    rows = Attendance.objects.filter(
        Q(state__in=[Attendance.State.ABSENT, Attendance.State.PART]) | Q(said_at__isnull=False, state=""),
        meeting__run__in=[run.pk for run in runs],
        meeting__compulsory=True,
        meeting__cancelled_at=None,
        made_up_at=None,
        answered_at=None,
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("meeting").order_by("meeting__starts_at", "pk"):
        day = day_of(row.meeting, row.state, row.minutes, said=row.cannot_come, made_up=False)
        if day.missed:
            found[row.enrolment_id].append(row.meeting.title)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Presence:
    """When a person was last marked present, and how many days were attended or made up for."""

    last: datetime.datetime | None
    days: int


def presence_in(runs: Collection[Run]) -> dict[int, Presence]:
    """By enrolment. One statement."""
    there = Q(state__in=THERE)
    rows = Attendance.objects.filter(there | Q(made_up_at__isnull=False), meeting__run__in=[run.pk for run in runs])
    last = Max("meeting__starts_at", filter=there)
    rows = rows.order_by().values_list("enrolment_id")
    found = rows.annotate(last=last, days=Count("pk", filter=Q(meeting__cancelled_at=None)))
    return {enrolment: Presence(last, days) for enrolment, last, days in found}


def held_in(run: Run) -> list[int | None]:
    """For each day of the run that has begun, whose it is: its group, None for everybody. One statement, none in a run
    without days."""
    if not run.contact_days:
        return []
    rows = Meeting.objects.filter(run=run, cancelled_at=None, starts_at__lte=timezone.now())
    return list(rows.order_by("starts_at", "pk").values_list("group_id", flat=True))


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
