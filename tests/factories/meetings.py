"""Contact days as tests need them."""

import datetime

from django.utils import timezone

from courses.api import Run
from courses.meetings.api import Meeting, Part, Plan, make_meeting

MORNING = Part(datetime.time(9), datetime.time(12))
AFTERNOON = Part(datetime.time(13), datetime.time(16))


def make_day(
    run: Run, *, days: int = 7, title: str = "Palvelujärjestelmä", parts: list[Part] | None = None, **plan
) -> Meeting:
    """A day of ``run`` so many days from today; six hours in two parts unless told otherwise."""
    date = timezone.localdate() + datetime.timedelta(days=days)
    whole = Plan(title=title, date=date, parts=parts or [MORNING, AFTERNOON], **plan)
    return make_meeting(run=run, plan=whole, actor=None)


def make_day_now(run: Run, **plan) -> Meeting:
    """A day that is being held at this moment, whatever the clock says."""
    meeting = make_day(run, days=0, **plan)
    now = timezone.now()
    hour = datetime.timedelta(hours=1)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - hour, ends_at=now + hour)
    meeting.refresh_from_db()
    return meeting
