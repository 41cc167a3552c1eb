"""Giving what is ready: assignments and test answers together, at once or at a set time. Each is given once, whatever
happens meanwhile; nothing reaches a learner in any other way."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import PlannedRelease, ResponseMark, Review
from assessments.graded.services.hand_marking import give_ready
from assessments.graded.services.reviewing import give_held
from lms.jobs.api import scheduled
from lms.records.audit import log_fact

log = logging.getLogger("polku.graded")


class NothingReady(Exception):
    """None of what was chosen is ready any more."""


class InThePast(Exception):
    """The time that was set has gone."""


def give_together(
    *, submission_ids: Iterable[int], response_ids: Iterable[int], actor: Any, plan_id: int | None = None
) -> int:
    """Give every one of these that is ready, with ``plan_id`` only what is still planned so when its turn comes; one
    transaction each. How many were given."""
    given = give_held(submission_ids=submission_ids, actor=actor, plan_id=plan_id)
    return given + give_ready(response_ids=response_ids, actor=actor, plan_id=plan_id)


@transaction.atomic
def plan_release(
    *, submission_ids: Iterable[int], response_ids: Iterable[int], at: datetime, actor: Any
) -> PlannedRelease:
    """Have what is ready of these given at a time; what was planned for another time moves to this one.

    Raises ``InThePast`` and ``NothingReady``.
    """
    if at <= timezone.now():
        raise InThePast
    plan = PlannedRelease.objects.create(at=at)
    reviews = Review.objects.filter(submission__in=list(submission_ids), state=Review.State.HELD)
    marks = ResponseMark.objects.filter(response__in=list(response_ids), ready_at__isnull=False, released_at=None)
    if not reviews.update(planned=plan) + marks.update(planned=plan):
        raise NothingReady
    log_fact("release.planned", subject=plan, actor=actor)
    return plan


@transaction.atomic
def cancel_release(*, plan_id: int, actor: Any) -> bool:
    """Nothing is given at that time; all of it stays ready. Whether there was something to cancel."""
    plan = PlannedRelease.objects.select_for_update().get(pk=plan_id)
    if plan.given_at or plan.cancelled_at:
        return False
    plan.cancelled_at = timezone.now()
    plan.save(update_fields=["cancelled_at"])
    Review.objects.filter(planned=plan).update(planned=None)
    ResponseMark.objects.filter(planned=plan).update(planned=None)
    log_fact("release.cancelled", subject=plan, actor=actor)
    return True


@scheduled("give feedback at its time", every=timedelta(minutes=1))
def give_planned() -> int:
    """Give what was planned for a time that has come. It may run twice or be cut short: what is given is given once,
    and a release counts as done only when all of it is. What cannot be given does not keep the rest back."""
    due = PlannedRelease.objects.filter(at__lte=timezone.now(), given_at=None, cancelled_at=None).order_by("at", "pk")
    return sum(_give_plan(plan) for plan in due)


def _give_plan(plan: PlannedRelease) -> int:
    items = [([pk], []) for pk in plan.reviews.values_list("submission_id", flat=True)]
    items += [([], [pk]) for pk in plan.marks.values_list("response_id", flat=True)]
    given, is_whole = 0, True
    for submissions, responses in items:
        try:
            given += give_together(submission_ids=submissions, response_ids=responses, actor=None, plan_id=plan.pk)
        except Exception:  # whatever it is, the others are waiting too
            log.exception("a part of release %s could not be given", plan.pk)
            is_whole = False
    if is_whole:
        still = PlannedRelease.objects.filter(pk=plan.pk, given_at=None, cancelled_at=None)
        still.update(given_at=timezone.now())
    return given
