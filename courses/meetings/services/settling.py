"""What follows when a day comes to count for somebody, or no longer does."""

import datetime
from collections.abc import Iterable
from typing import Any

from courses.api import (
    TYPES,
    Completion,
    Enrolment,
    Evidence,
    NotInThisRun,
    Progress,
    complete_activity,
    settle_anew,
    withdraw_evidence,
)
from courses.meetings.models import Attendance, Meeting
from courses.meetings.queries.own import day_of
from lms.jobs.api import scheduled

ATTENDED, MADE_UP = Progress.Evidence.ATTENDED, Progress.Evidence.MADE_UP


def settle_day(row: Attendance, *, meeting: Meeting, actor: Any) -> None:
    """Complete the step that the day stands for, or take that back when the marking was a mistake; then see whether
    the training is complete, for its rule may ask for days. The caller holds the enrolment's lock."""
    day = day_of(meeting, row.state, row.minutes, said=row.cannot_come, made_up=row.made_up_at is not None)
    if meeting.activity_id:
        _settle_step(row, meeting.activity_id, attended=day.attended, counts=day.counts, actor=actor)
    if day.counts or row.state:  # a share of the days may be full although this one was missed
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


@scheduled("settle runs by days", every=datetime.timedelta(days=1))
def settle_by_days(runs: Iterable[int] | None = None) -> int:
    """Complete whoever has attended enough days of a run that is completed by its days and takes no more of them: its
    last day has passed without a marking. Only in ``runs`` (ids) when they are given. Returns how many were
    completed; again completes nobody twice."""
    by_days = [key for key, policy in TYPES.items() if policy.completion == Completion.DAYS]
    rows = Enrolment.objects.filter(status=Enrolment.Status.ACTIVE, run__course__type__in=by_days)
    rows = rows.filter(run__contact_days__gt=0, run__rule={})
    if runs is not None:
        rows = rows.filter(run__in=list(runs))
    pks = rows.order_by("pk").values_list("pk", flat=True)
    return sum(settle_anew(enrolment_id=pk) for pk in pks)
