"""Finding the day that a code is of."""

import datetime
from typing import Any

from courses.api import Enrolment
from courses.meetings.models import Meeting
from courses.meetings.queries.rights import is_for, own_enrolment
from courses.meetings.rules.codes import is_fresh


def meeting_by_code(pk: int | None, code: str, now: datetime.datetime, learner: Any = None) -> Meeting | None:
    """The day whose screen shows ``code`` now, while its check-in is open: the day ``pk``, or without it any day of
    the learner's own runs."""
    if pk is not None and pk >= 2**63:
        return None
    days = Meeting.objects.filter(check_in_from__lte=now, check_in_until__gt=now, cancelled_at=None)
    if pk is not None:
        days = days.filter(pk=pk)
    else:
        mine = Enrolment.objects.active().filter(learner=learner.pk)
        days = days.filter(run__enrolments__in=mine)
    return next((one for one in days if is_fresh(str(one.key), code, now)), None)


def meeting_to_check_in(pk: int) -> Meeting | None:
    """The day with its run and course; its window was open when the code was seen."""
    return Meeting.objects.select_related("run__course").filter(pk=pk, cancelled_at=None).first()


def own_place_at(learner: Any, meeting: Meeting) -> Enrolment | None:
    """The person's place in the run, if the day is theirs."""
    place = own_enrolment(learner, meeting.run.code)
    return place if place and is_for(meeting, place) else None
