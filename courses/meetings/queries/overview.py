"""Who was there on which day: a whole run at once. As many statements at any size."""

from dataclasses import dataclass

from courses.api import Enrolment, Run, participants_of
from courses.meetings.models import Attendance, Meeting
from courses.meetings.queries.own import day_of
from courses.meetings.rules.attending import Day


@dataclass(frozen=True, slots=True)
class Attender:
    """One participant and their days: one for each of the run's, None for a day of another group."""

    enrolment: Enrolment
    days: list[Day | None]

    @property
    def attended(self) -> int:
        return sum(day.counts for day in self.days if day)

    @property
    def of(self) -> int:
        """How many days are theirs."""
        return sum(day is not None for day in self.days)


@dataclass(frozen=True, slots=True)
class Overview:
    """The days that are held, in order, and everybody."""

    days: list[Meeting]
    people: list[Attender]

    @property
    def there(self) -> list[int]:
        """On each day how many were there or have made up for it."""
        return [
            sum(day.counts for day in column if day) for column in zip(*(one.days for one in self.people), strict=True)
        ] or [0] * len(self.days)


def overview_of(run: Run) -> Overview:
    """Everybody by family name. Three statements."""
    days = list(Meeting.objects.filter(run=run, cancelled_at=None).select_related("group").order_by("starts_at", "pk"))
    known = {
        (pk, meeting): (state, minutes, said is not None, made_up is not None)
        for pk, meeting, state, minutes, said, made_up in Attendance.objects.filter(meeting__run=run).values_list(
            "enrolment_id", "meeting_id", "state", "minutes", "said_at", "made_up_at"
        )
    }
    people = participants_of(run).select_related("group")
    return Overview(days, [Attender(one, [_day(day, one, known) for day in days]) for one in people])


def _day(meeting: Meeting, one: Enrolment, known: dict[tuple[int, int], tuple[str, int, bool, bool]]) -> Day | None:
    if meeting.group_id not in (None, one.group_id):
        return None
    state, minutes, said, made_up = known.get((one.pk, meeting.pk), ("", 0, False, False))
    return day_of(meeting, state, minutes, said=said, made_up=made_up)
