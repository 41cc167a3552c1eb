"""A trainer's reading of days: the run's list, one day's roll, what people need."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.api import Enrolment, Run, participants_of
from courses.meetings.models import Attendance, Meeting, Need, WalkIn

THERE = Q(attendances__state__in=[Attendance.State.PRESENT, Attendance.State.PART])


def meetings_in(run: Run) -> list[Meeting]:
    """Every day of the run, with how many are marked, were there, cannot come, and wait for their make-up task to be
    read. One query."""
    waiting = Q(attendances__answered_at__isnull=False, attendances__made_up_at=None)
    rows = Meeting.objects.filter(run=run).select_related("group")
    return list(
        rows.annotate(
            there=Count("attendances", filter=THERE),
            marked=Count("attendances", filter=~Q(attendances__state="")),
            waiting=Count("attendances", filter=waiting),
            cannot=Count("attendances", filter=Q(attendances__said_at__isnull=False, attendances__state="")),
        ).order_by("starts_at", "pk")
    )


def expected_at(meeting: Meeting) -> QuerySet[Enrolment]:
    """Whose day it is, by family name."""
    people = participants_of(meeting.run)
    return people.filter(group=meeting.group_id) if meeting.group_id else people


def attendances_at(meeting: Meeting) -> dict[int, Attendance]:
    """What is known of each, by enrolment."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("marked_by")
    return {row.enrolment_id: row for row in rows}


def attendance_at(meeting: Meeting, enrolment: int) -> Attendance | None:
    """One participant's row, with its people."""
    rows = Attendance.objects.filter(meeting=meeting, enrolment=enrolment) if enrolment < 2**63 else None
    return rows.select_related("enrolment__learner__user", "enrolment__run").first() if rows is not None else None


def walk_ins_at(meeting: Meeting) -> list[WalkIn]:
    """Who came without being in the run, and has not joined yet."""
    return list(WalkIn.objects.filter(meeting=meeting).select_related("invitation").order_by("pk"))


@dataclass(frozen=True)
class Needs:
    """What is needed on a day: numbers for the kitchen, sentences for the door."""

    diets: list[tuple[str, int]]
    food: list[tuple[str, str]]
    access: list[tuple[str, str]]

    @property
    def any(self) -> bool:
        return bool(self.diets or self.food or self.access)


def needs_at(meeting: Meeting) -> Needs:
    """What people have told for the day. For trainers of the run only."""
    rows = list(
        Need.objects.filter(meeting=meeting, enrolment__in=expected_at(meeting)).select_related(
            "enrolment__learner__user"
        )
    )
    counts = Counter(diet for row in rows for diet in row.diets)
    labels = [(str(label), counts[value]) for value, label in Need.Diet.choices if counts[value]]
    named = [(row.enrolment.learner.name, row) for row in rows]
    return Needs(
        diets=labels,
        food=[(name, row.food) for name, row in named if row.food],
        access=[(name, row.access) for name, row in named if row.access],
    )
