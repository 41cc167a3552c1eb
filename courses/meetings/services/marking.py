"""Marking who was there: the trainer's list, a file, the code on the screen.

Enrolments are locked first and in order, then their rows: the same order as completing a step, so that nobody waits
for each other.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.api import Enrolment
from courses.meetings.models import Attendance, Meeting
from courses.meetings.services.settling import settle_day
from lms.records.audit import log_fact, log_facts

#: State, minutes of a part day, reason.
Said = tuple[str, int, str]
NOTHING: Said = ("", 0, "")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a trainer says of one participant. ``version`` and ``was`` are what their page showed before."""

    enrolment_id: int
    said: Said
    version: int = 0
    was: Said = NOTHING


class Overtaken(Exception):
    """Somebody else has marked some of them meanwhile; nothing was saved. ``rows``: theirs, by enrolment."""

    def __init__(self, rows: dict[int, Attendance]) -> None:
        super().__init__(len(rows))
        self.rows = rows


def said_in(row: Attendance | None) -> Said:
    """What a row says."""
    return (row.state, row.minutes, row.reason) if row else NOTHING


@transaction.atomic
def save_roll(
    *, meeting: Meeting, marks: Sequence[Mark], actor: Any, how: str = Attendance.By.TRAINER, force: bool = False
) -> int:
    """Save the list; returns how many marks changed. All of it or nothing: raises ``Overtaken`` when another trainer
    has marked somebody whose mark is changed here. ``force`` is for what was checked against the newest a moment ago.
    """
    held = _lock(meeting, [mark.enrolment_id for mark in marks])
    rows = {row.enrolment_id: row for row in _rows(meeting).filter(enrolment__in=held)}
    changed, overtaken = [], {}
    for mark in marks:
        row = rows.get(mark.enrolment_id)
        if mark.enrolment_id not in held or mark.said == said_in(row):
            continue
        if not force and row and row.version != mark.version:
            if mark.said != mark.was:
                overtaken[mark.enrolment_id] = row
            continue
        changed.append(_marked(row or Attendance(meeting=meeting, enrolment_id=mark.enrolment_id), mark.said, actor))
    if overtaken:
        raise Overtaken(overtaken)
    _store(changed, how)
    log_facts("attendance.marked", subjects=[(row, held[row.enrolment_id].learner.key) for row in changed], actor=actor)
    for row in changed:
        settle_day(row, meeting=meeting, actor=actor)
    return len(changed)


def _lock(meeting: Meeting, pks: Iterable[int]) -> dict[int, Enrolment]:
    rows = Enrolment.objects.active().filter(run=meeting.run_id, pk__in=list(pks)).select_related("learner")
    return {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("pk")}


def _rows(meeting: Meeting) -> Any:
    return Attendance.objects.filter(meeting=meeting).select_related("marked_by").select_for_update(of=("self",))


def _marked(row: Attendance, said: Said, actor: Any) -> Attendance:
    row.state, row.minutes, row.reason = said
    row.marked_by, row.marked_at, row.version = actor, timezone.now(), row.version + 1
    return row


MARKED = ["state", "minutes", "reason", "marked_by", "marked_at", "marked_how", "version"]


def _store(rows: list[Attendance], how: str) -> None:
    for row in rows:
        row.marked_how = how if row.state else ""
    Attendance.objects.bulk_create([row for row in rows if row.pk is None])
    Attendance.objects.bulk_update([row for row in rows if row.pk is not None], MARKED)


@transaction.atomic
def check_in(*, meeting: Meeting, enrolment: Enrolment, actor: Any) -> Attendance:
    """Mark a participant present by the code. What a trainer has marked stays; coming twice changes nothing."""
    held = _lock(meeting, [enrolment.pk])
    row = _rows(meeting).filter(enrolment=enrolment).first() or Attendance(meeting=meeting, enrolment=enrolment)
    if row.state or enrolment.pk not in held:
        return row
    _store([_marked(row, (Attendance.State.PRESENT, 0, ""), None)], Attendance.By.CODE)
    log_fact("attendance.checked_in", subject=row, actor=actor, learner_key=held[enrolment.pk].learner.key)
    settle_day(row, meeting=meeting, actor=actor)
    return row


@transaction.atomic
def open_check_in(*, meeting: Meeting, until: datetime.datetime, actor: Any) -> None:
    """From now on the code on the screen marks people present."""
    Meeting.objects.filter(pk=meeting.pk).update(check_in_from=timezone.now(), check_in_until=until)
    log_fact("meeting.check_in_opened", subject=meeting, actor=actor)


@transaction.atomic
def close_check_in(*, meeting: Meeting, actor: Any) -> None:
    """The code marks nobody any more."""
    if Meeting.objects.filter(pk=meeting.pk, check_in_until__gt=timezone.now()).update(check_in_until=timezone.now()):
        log_fact("meeting.check_in_closed", subject=meeting, actor=actor)
