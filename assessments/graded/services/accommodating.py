"""Granting more time, more attempts and other times; whoever is at it just then gets them at once."""

import datetime
from typing import Any

from django.db import transaction

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Accommodation, Attempt
from assessments.graded.queries.terms import granted_in
from assessments.graded.rules.terms import Granted, terms_of
from courses.api import Enrolment, Group, Run, RunItem, set_times
from lms.records.audit import log_fact


@transaction.atomic
def accommodate(
    *,
    run: Run,
    enrolment: Enrolment | None,
    activity_id: int | None,
    granted: Granted,
    reason: str,
    actor: Any,
    group: Group | None = None,
) -> Accommodation:
    """Arrange something for one participant, for a group of the run, or for everybody, in one test of the run or in
    all of them. It takes the place of what was arranged for the same before. Deadlines of attempts that are going on
    move along.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("an accommodation needs a reason")
    _lock(run, enrolment)
    same = Accommodation.objects.filter(run=run, enrolment=enrolment, group=group, activity=activity_id)
    terms = {
        "extra_percent": granted.extra_percent,
        "extra_minutes": granted.extra_minutes,
        "extra_attempts": granted.extra_attempts,
        "opens_at": granted.opens_at,
        "closes_at": granted.closes_at,
        "reason": reason.strip()[:500],
    }
    if pressed_twice := same.filter(**terms).first():
        return pressed_twice
    replaced, _by_table = same.delete()
    row = Accommodation.objects.create(run=run, enrolment=enrolment, group=group, activity_id=activity_id, **terms)
    log_fact(
        "accommodation.given",
        subject=row,
        actor=actor,
        learner_key=enrolment.learner.key if enrolment else None,
        reason=row.reason,
        detail={"run": run.pk, "group": group.pk if group else None, "activity": activity_id, "replaced": replaced},
    )
    _move_deadlines(run, enrolment=enrolment, activity_id=activity_id)
    return row


@transaction.atomic
def withdraw_accommodation(*, accommodation: Accommodation, actor: Any) -> None:
    """It holds no more for attempts that begin from now on. Who is at it keeps the time that was promised."""
    enrolment = accommodation.enrolment
    log_fact(
        "accommodation.withdrawn",
        subject=accommodation,
        actor=actor,
        learner_key=enrolment.learner.key if enrolment else None,
        reason=accommodation.reason,
    )
    accommodation.delete()


@transaction.atomic
def set_quiz_times(
    *,
    run: Run,
    activity_id: int,
    opens_at: datetime.datetime | None,
    closes_at: datetime.datetime | None,
    actor: Any,
) -> None:
    """When a run's test opens and closes. What is open at closing is sent with what has been saved by then."""
    _lock(run, None)
    set_times(run=run, activity_id=activity_id, opens_at=opens_at, closes_at=closes_at, actor=actor)
    _move_deadlines(run, activity_id=activity_id)


def _lock(run: Run, enrolment: Enrolment | None) -> None:
    """Starting an attempt locks its enrolment first: nobody begins on the old terms meanwhile."""
    enrolments = Enrolment.objects.select_for_update().filter(run=run).order_by("pk")
    list((enrolments.filter(pk=enrolment.pk) if enrolment else enrolments).values_list("pk"))


def _move_deadlines(run: Run, *, enrolment: Enrolment | None = None, activity_id: int | None = None) -> None:
    """Give every attempt that is going on the deadline that its terms now say, but never an earlier one than it has:
    time that somebody counts on does not shorten under their hands."""
    going_on = Attempt.objects.filter(enrolment__run=run, state=Attempt.State.OPEN)
    going_on = going_on.select_related("quiz_version", "enrolment")
    if enrolment is not None:
        going_on = going_on.filter(enrolment=enrolment)
    if activity_id is not None:
        going_on = going_on.filter(activity=activity_id)
    items = {item.activity_id: item for item in RunItem.objects.filter(run=run)}
    granted = granted_in(run.pk, items)
    moved = []
    for attempt in going_on:
        item = items.get(attempt.activity_id)
        if item is None:  # the run has dropped the test meanwhile
            continue
        whose = {attempt.enrolment_id, -(attempt.enrolment.group_id or 0), 0}
        grants = [one for who in whose for one in granted[who, item.activity_id]]
        settings = QuizSettings.restored(attempt.quiz_version.settings)
        terms = terms_of(settings, opens_at=item.opens_at, closes_at=item.closes_at, granted=grants)
        deadline = terms.deadline(attempt.started_at)
        if deadline and attempt.deadline:
            deadline = max(deadline, attempt.deadline)
        attempt.deadline = deadline
        moved.append(attempt)
    Attempt.objects.bulk_update(moved, ["deadline"])
