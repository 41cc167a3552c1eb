"""Two enrolments of one person become one: what hangs on days follows."""

from typing import Any

from django.db import models

from courses.meetings.models import Attendance, CalendarFeed, Need


def move_days(*, source_id: int, target_id: int) -> None:
    """Of two rows about one day the one that says more stays."""
    _move(Attendance.objects, source_id, target_id, better=_says_more)
    _move(Need.objects, source_id, target_id, better=lambda new, old: new.told_at > old.told_at)


def join_calendars(*, source_user_id: int, target_user_id: int, **_learners: int) -> None:
    """The calendar of the account that stays goes on; without one, the other's does."""
    if not CalendarFeed.objects.filter(user_id=target_user_id).exists():
        CalendarFeed.objects.filter(user_id=source_user_id).update(user_id=target_user_id)


def _says_more(new: Attendance, old: Attendance) -> bool:
    weight = [(bool(row.made_up_at), row.state == "present", bool(row.state), bool(row.said_at)) for row in (new, old)]
    return weight[0] > weight[1]


def _move(rows: models.Manager, source_id: int, target_id: int, *, better: Any) -> None:
    have = {row.meeting_id: row for row in rows.filter(enrolment=target_id)}
    for row in rows.filter(enrolment=source_id):
        kept = have.get(row.meeting_id)
        if kept and not better(row, kept):
            row.delete()
            continue
        if kept:
            kept.delete()
        rows.filter(pk=row.pk).update(enrolment=target_id)
