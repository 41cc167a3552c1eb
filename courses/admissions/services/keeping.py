"""What is done by itself: offers end, places are offered and counted anew, and what is old is forgotten."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.admissions.models import Application, Turn
from courses.admissions.queries.queue import runs_to_look_after
from courses.admissions.services.queue import fill_places, lock_run, settle_queue
from courses.api import Enrolment, Run
from lms.jobs.api import scheduled

DRAFT_KEPT = datetime.timedelta(days=14)
KEPT = datetime.timedelta(days=182)


@scheduled("look after waiting lists", every=datetime.timedelta(minutes=5))
def look_after_queues() -> None:
    """End offers that nobody answered, and offer places that are free: each run in a transaction of its own."""
    for run_id in runs_to_look_after():
        fill_places(run_id)


@scheduled("count places anew", every=datetime.timedelta(days=1))
def count_places() -> None:
    """Put right how many places are taken: somebody who was erased has left a place that nobody gave back."""
    for run_id in Run.objects.exclude(capacity=None).order_by("pk").values_list("pk", flat=True):
        _count(run_id)


@transaction.atomic
def _count(run_id: int) -> None:
    run = lock_run(run_id)
    inside = Enrolment.objects.active().filter(run=run).count()
    offered = Turn.objects.filter(run=run, state=Turn.State.OFFERED).count()
    if inside + offered < run.places_taken:
        run.places_taken = inside + offered
        Run.objects.filter(pk=run_id).update(places_taken=run.places_taken)
        settle_queue(run)


@scheduled("forget old applications", every=datetime.timedelta(days=1))
def forget_old_applications() -> int:
    """Delete drafts that nobody touched for two weeks, what was decided or taken back half a year ago, and turns that
    have been over as long. An application that waits for its decision is not forgotten."""
    now = timezone.now()
    drafts = Q(state=Application.State.DRAFT, saved_at__lt=now - DRAFT_KEPT)
    withdrawn = Q(state=Application.State.WITHDRAWN, saved_at__lt=now - KEPT)
    gone, _by_model = Application.objects.filter(drafts | withdrawn | Q(decided_at__lt=now - KEPT)).delete()
    turns, _by_model = Turn.objects.filter(ended_at__lt=now - KEPT).delete()
    return gone + turns
