"""Reading the queue. Few statements, whatever the size."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from courses.admissions.models import Admission, Turn
from courses.admissions.rules.queue import cut_off
from courses.api import Course, Enrolment, Run, type_policy


def way_into(run: Run) -> Admission:
    """How one gets in; a run of which nobody has said it is open or closed to all."""
    return Admission.objects.filter(run=run).first() or Admission(run=run)


def open_turn(run: Run, learner: Any) -> Turn | None:
    """The learner's turn that is not over."""
    return Turn.objects.filter(run=run, learner_id=learner.pk, ended_at=None).first() if learner else None


def newest_turn(run: Run, learner: Any) -> Turn | None:
    """The learner's latest turn, over or not."""
    return Turn.objects.filter(run=run, learner_id=learner.pk).order_by("-pk").first() if learner else None


def place_in_queue(turn: Turn) -> int:
    """The how-manieth of those who wait; the first is 1."""
    before = Turn.objects.filter(run_id=turn.run_id, state=Turn.State.WAITING, ended_at=None, pk__lt=turn.pk)
    return before.count() + 1


def queue_of(run: Run) -> QuerySet[Turn]:
    """Everybody whose turn is not over, in order."""
    return Turn.objects.filter(run=run, ended_at=None).select_related("learner__user").order_by("pk")


def over_in(run: Run) -> QuerySet[Turn]:
    """Turns that are over, newest first."""
    rows = Turn.objects.filter(run=run).exclude(ended_at=None).select_related("learner__user")
    return rows.order_by("-ended_at", "-pk")


def has_queue(run: Run) -> bool:
    """Whether one can queue for the run: its type has queues, and it has a number of places."""
    is_training = run.course.policy == Course.Policy.TRAINING
    return run.capacity is not None and is_training and type_policy(run.course.type).has_queue


def is_enrolled(run_id: int, learner_id: int) -> bool:
    return Enrolment.objects.active().filter(run_id=run_id, learner_id=learner_id).exists()


def offers_end(run: Run, admission: Admission) -> datetime.datetime | None:
    """When places are offered no more; None when nothing ends it."""
    return cut_off(decides=admission.takes_applications, closes=run.enrolment_closes, starts=run.starts, ends=run.ends)


def offers_places(run: Run, admission: Admission) -> bool:
    """Whether a free place is offered to the queue now."""
    if run.closed_at or (admission.way == Admission.Way.OPEN and not run.is_open):
        return False
    end = offers_end(run, admission)
    return end is None or timezone.now() < end


def takes_invited(run: Run) -> bool:
    """Whether the invited still get in, though nobody else may: until the run is over."""
    return not run.closed_at and (run.ends is None or timezone.localdate() <= run.ends)


def runs_to_look_after() -> list[int]:
    """Runs in which somebody's turn is not over."""
    open_turns = Turn.objects.filter(ended_at=None)
    return list(open_turns.order_by("run_id").values_list("run_id", flat=True).distinct())
