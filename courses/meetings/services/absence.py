"""Not being able to come, and what is done instead."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from courses.api import Enrolment, Progress
from courses.meetings.models import Attendance, Meeting
from courses.meetings.services.news import tell_trainers
from courses.meetings.services.settling import settle_day
from lms.jobs.api import scheduled
from lms.records.audit import log_fact


class TooLate(Exception):
    """The day has been held or marked meanwhile."""


class NothingMissed(Exception):
    """There is no missed day to make up for."""


def _locked(enrolment: Enrolment, meeting: Meeting) -> Attendance:
    """The participant's row, new and unsaved if there is none; the enrolment is locked first."""
    Enrolment.objects.lock(enrolment.pk)
    rows = Attendance.objects.select_for_update().filter(enrolment=enrolment, meeting=meeting)
    return rows.first() or Attendance(enrolment=enrolment, meeting=meeting)


@transaction.atomic
def say_cannot_come(*, enrolment: Enrolment, meeting: Meeting, reason: str, actor: Any) -> None:
    """The participant says beforehand that they cannot come; saying it twice changes nothing. Raises ``TooLate``."""
    row = _locked(enrolment, meeting)
    if row.state or meeting.is_over or meeting.is_cancelled:
        raise TooLate
    if row.said_at:
        return
    row.said_at, row.said_reason = timezone.now(), reason.strip()[:200]
    row.save()
    log_fact("attendance.cannot_come", subject=row, actor=actor, learner_key=enrolment.learner.key)
    tell_trainers(meeting)


@transaction.atomic
def take_back_absence(*, enrolment: Enrolment, meeting: Meeting, actor: Any) -> None:
    """The participant comes after all. Raises ``TooLate`` when the day is over or marked."""
    row = _locked(enrolment, meeting)
    if row.said_at is None:
        return
    if row.state or meeting.is_over:
        raise TooLate
    row.said_at, row.said_reason = None, ""
    row.save(update_fields=["said_at", "said_reason"])
    log_fact("attendance.comes_after_all", subject=row, actor=actor, learner_key=enrolment.learner.key)
    tell_trainers(meeting)


def _missed(row: Attendance) -> bool:
    return bool(row.pk) and row.state != Attendance.State.PRESENT and bool(row.said_at or row.state)


@transaction.atomic
def send_make_up(*, enrolment: Enrolment, meeting: Meeting, answer: str, actor: Any) -> None:
    """Send the make-up task; sending again replaces it until it is accepted. Raises ``NothingMissed``."""
    row = _locked(enrolment, meeting)
    if not _missed(row) or row.made_up_at:
        raise NothingMissed
    if row.answered_at and row.answer == answer:
        return
    row.answer, row.answered_at = answer, timezone.now()
    row.save(update_fields=["answer", "answered_at"])
    log_fact("attendance.make_up_sent", subject=row, actor=actor, learner_key=enrolment.learner.key)


@transaction.atomic
def accept_make_up(*, enrolment: Enrolment, meeting: Meeting, actor: Any) -> None:
    """From now on the day counts as attended, on the evidence of the make-up task. Accepting twice changes nothing.
    Raises ``NothingMissed``."""
    row = _locked(enrolment, meeting)
    if row.made_up_at:
        return
    if not _missed(row):
        raise NothingMissed
    row.made_up_at, row.made_up_by = timezone.now(), actor
    row.save(update_fields=["made_up_at", "made_up_by"])
    log_fact("attendance.made_up", subject=row, actor=actor, learner_key=enrolment.learner.key)
    settle_day(row, meeting=meeting, actor=actor)


@scheduled("accept make-ups by assignment", every=datetime.timedelta(minutes=10))
def accept_make_ups_by_assignment() -> int:
    """Days whose make-up task is an assignment count once that is done: nobody has to press anything. A job and no
    receiver, so that marking a step done asks nothing of days."""
    done = Progress.objects.filter(enrolment=OuterRef("enrolment"), activity=OuterRef("meeting__make_up_activity"))
    missed = Q(said_at__isnull=False, state="") | Q(state__in=[Attendance.State.ABSENT, Attendance.State.PART])
    rows = Attendance.objects.filter(missed, Exists(done), made_up_at=None)
    number = 0
    for row in rows.select_related("meeting", "enrolment__learner"):
        accept_make_up(enrolment=row.enrolment, meeting=row.meeting, actor=None)
        number += 1
    return number
