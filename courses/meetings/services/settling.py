"""What follows when a day comes to count for somebody, or no longer does."""

from typing import Any

from courses.api import Evidence, NotInThisRun, Progress, complete_activity, settle_anew, withdraw_evidence
from courses.meetings.models import Attendance, Meeting
from courses.meetings.queries.own import day_of

ATTENDED, MADE_UP = Progress.Evidence.ATTENDED, Progress.Evidence.MADE_UP


def settle_day(row: Attendance, *, meeting: Meeting, actor: Any) -> None:
    """Complete the step that the day stands for, or take that back when the marking was a mistake; then see whether
    the training is complete, for its rule may ask for days. The caller holds the enrolment's lock."""
    day = day_of(meeting, row.state, row.minutes, said=row.cannot_come, made_up=row.made_up_at is not None)
    if meeting.activity_id:
        _settle_step(row, meeting.activity_id, attended=day.attended, counts=day.counts, actor=actor)
    if day.counts:
        settle_anew(enrolment_id=row.enrolment_id, actor=actor)


def _settle_step(row: Attendance, activity_id: int, *, attended: bool, counts: bool, actor: Any) -> None:
    place = {"enrolment_id": row.enrolment_id, "activity_id": activity_id, "actor": actor}
    if not counts:
        withdraw_evidence(**place, evidence=Evidence(kind=ATTENDED, id=row.pk))
        return
    try:
        complete_activity(**place, evidence=Evidence(kind=ATTENDED if attended else MADE_UP, id=row.pk))
    except NotInThisRun:  # the run's outline has lost the step since
        return
