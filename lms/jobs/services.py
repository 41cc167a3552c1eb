"""Putting jobs into the queue and doing them.

At least once in execution, once in effect: a job is leased for a minute, done, and marked done; a worker that dies
in between leaves a lease that runs out. Nothing here sleeps or loops for ever: ``worker`` does.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from lms.jobs.models import Job
from lms.jobs.registry import handler, handler_of, schedule

log = logging.getLogger("polku.jobs")

LEASE = timedelta(seconds=60)
FIRST_DELAY = timedelta(seconds=30)
MAX_TRIES = 8


def enqueue(kind: str, *, key: str, payload: dict[str, Any] | None = None, not_before: datetime | None = None) -> None:
    """Have ``kind`` done once after the caller's transaction is committed. The same key is the same job: asking
    again changes nothing. One statement, so that it fits into the transaction of any act."""
    enqueue_many(kind, {key: payload or {}}, not_before=not_before)


def enqueue_many(kind: str, payloads: Mapping[str, dict[str, Any]], *, not_before: datetime | None = None) -> None:
    """The same for many jobs of one kind, each payload under its job's key; one statement a few hundred jobs."""
    due = not_before or timezone.now()
    jobs = [Job(key=key, kind=kind, payload=payload, not_before=due) for key, payload in payloads.items()]
    Job.objects.bulk_create(jobs, ignore_conflicts=True)


def run_due(limit: int = 50) -> int:
    """Do up to ``limit`` jobs whose time has come; return how many were tried."""
    for tried in range(limit):
        job = _lease_next()
        if job is None:
            return tried
        _do(job)
    return limit


def enqueue_schedule(now: datetime | None = None, *, known: set[str] | None = None) -> None:
    """Queue what is scheduled for the current period. ``known`` spares a worker from asking again for the same
    period; other workers may ask for the same: the key makes it one job."""
    moment = (now or timezone.now()).timestamp()
    for item in schedule().values():
        key = f"scheduled:{item.name}:{int(moment // item.every.total_seconds())}"
        if known is None or key not in known:
            enqueue("scheduled", key=key, payload={"name": item.name})
            if known is not None:
                known.add(key)


@handler("scheduled")
def run_scheduled(payload: dict[str, Any]) -> None:
    """Do one scheduled thing; a name that a later version no longer knows is nothing to do."""
    item = schedule().get(payload["name"])
    if item is not None:
        item.run()


def retry_parked() -> int:
    """Give every parked job a new start, after a person has mended the cause."""
    return Job.objects.exclude(parked_at=None).update(
        parked_at=None, attempts=0, leased_until=None, not_before=timezone.now()
    )


def queue_health() -> dict[str, int]:
    """How long the oldest due job has waited, in seconds, and how many jobs are parked."""
    now = timezone.now()
    oldest = _due(now).order_by("not_before").values_list("not_before", flat=True).first()
    return {
        "oldest_due_seconds": int((now - oldest).total_seconds()) if oldest else 0,
        "parked": Job.objects.exclude(parked_at=None).count(),
    }


def _due(now: datetime):
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Job.objects.filter(free, done_at=None, parked_at=None, not_before__lte=now)


def _lease_next() -> Job | None:
    """Take the next due job for one minute. Looking first keeps an idle worker from taking SQLite's write lock."""
    now = timezone.now()
    if not _due(now).exists():
        return None
    with transaction.atomic():
        due = _due(now).order_by("not_before", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        # The count of attempts is the token of this lease: who comes late with an older one changes nothing.
        taken = _due(now).filter(pk=job.pk, attempts=job.attempts)
        if not taken.update(attempts=F("attempts") + 1, leased_until=now + LEASE):
            return None
    job.attempts += 1
    return job


def _do(job: Job) -> None:
    if job.attempts > MAX_TRIES:  # every earlier try killed its worker
        _park(job, "WorkerLost")
        return
    try:
        handler_of(job.kind)(job.payload)
    except Exception as error:  # whatever a handler raises, the queue goes on
        _fail(job, error)
    else:
        _leased(job).update(done_at=timezone.now(), leased_until=None, last_error="")


def _fail(job: Job, error: Exception) -> None:
    """Put the job back for later, or give it up. Only the class of the error is kept: its text may hold data."""
    name = type(error).__name__
    if job.attempts >= MAX_TRIES:
        _park(job, name)
        return
    later = timezone.now() + FIRST_DELAY * 2 ** (job.attempts - 1)
    _leased(job).update(not_before=later, leased_until=None, last_error=name)
    log.warning("job %s (%s) failed with %s; try %s of %s", job.pk, job.kind, name, job.attempts, MAX_TRIES)


def _park(job: Job, error: str) -> None:
    _leased(job).update(parked_at=timezone.now(), leased_until=None, last_error=error)
    log.error("job %s (%s) is parked after %s tries: %s", job.pk, job.kind, MAX_TRIES, error)


def _leased(job: Job):
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None)
