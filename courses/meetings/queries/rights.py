"""Whose days they are. What is not yours is missing."""

from typing import Any

from courses.api import Course, Enrolment, Run, enrolment_for, run_for_trainer
from courses.meetings.models import Meeting
from lms.accounts.api import COHORT_ADMINISTRATOR, has_role

LARGEST = 2**63


def run_looked_after(user: Any, code: str) -> Run | None:
    """The run, if ``user`` teaches it or looks after every run."""
    if not user.is_staff:
        return None
    runs = Run.objects.filter(code=code, course__policy=Course.Policy.TRAINING).select_related("course")
    return (runs if has_role(user, COHORT_ADMINISTRATOR) else runs.filter(staff__user=user)).distinct().first()


def teaches(user: Any, run: Run) -> bool:
    """Whether ``user`` is a trainer of the run: only they read what people need."""
    return run_for_trainer(user, run.code) is not None


def meeting_looked_after(user: Any, code: str, pk: int) -> Meeting | None:
    """A day of a run that ``user`` looks after."""
    run = run_looked_after(user, code) if pk < LARGEST else None
    if run is None:
        return None
    found = Meeting.objects.filter(run=run, pk=pk).select_related("group", "activity", "make_up_activity").first()
    if found:
        found.run = run
    return found


def own_enrolment(learner: Any, code: str) -> Enrolment | None:
    """The learner's own place in a training that may have contact days."""
    found = enrolment_for(learner, code)
    return found if found and found.run.course.policy == Course.Policy.TRAINING else None


def is_for(meeting: Meeting, enrolment: Enrolment) -> bool:
    """Whether the day is this participant's: of the whole run, or of their group."""
    return meeting.run_id == enrolment.run_id and meeting.group_id in (None, enrolment.group_id)
