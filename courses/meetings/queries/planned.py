"""Which days of the course's plan a run still lacks."""

from courses.api import Run
from courses.meetings.models import Meeting
from courses.meetings.rules.planned import PlannedDay, planned_from


def lacking_days(run: Run) -> list[PlannedDay]:
    """Planned days of the run's course that have not been made in it; a cancelled day has been. No query when the
    course plans none, one otherwise."""
    planned = planned_from(run.course.days)
    if not planned:
        return []
    made = set(Meeting.objects.filter(run=run).exclude(planned_key=None).values_list("planned_key", flat=True))
    return [day for day in planned if day.key not in made]
