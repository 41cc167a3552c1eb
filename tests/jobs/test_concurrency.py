"""Several workers at once, on PostgreSQL: every job once, the failing one alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock

import pytest
from django.db import connection
from django.utils import timezone

from lms.jobs.api import enqueue, handler, run_due
from lms.jobs.models import Job
from lms.jobs.services import _lease_next

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def in_a_thread(work):
    def run(_):
        try:
            return work()
        finally:
            connection.close()

    return run


def test_three_workers_do_each_job_once_and_the_failing_one_holds_up_nobody():
    seen, lock = [], Lock()

    @handler("count me")
    def count_me(payload):
        with lock:
            seen.append(payload["number"])

    @handler("always fails")
    def always_fails(payload):
        raise ValueError

    enqueue("always fails", key="poison", not_before=timezone.now() - timedelta(hours=1))
    for number in range(60):
        enqueue("count me", key=str(number), payload={"number": number})
    with ThreadPoolExecutor(3) as workers:
        # A worker that finds every row taken rests for a moment; here it simply looks again.
        list(workers.map(in_a_thread(lambda: [run_due(100) for _ in range(20)]), range(3)))
    run_due(100)
    assert sorted(seen) == list(range(60))
    assert Job.objects.get(key="poison").attempts == 1


def test_jobs_of_killed_workers_are_done_once_by_those_who_live():
    done = []
    handler("mark")(lambda payload: done.append(payload["number"]))
    for number in range(20):
        enqueue("mark", key=str(number), payload={"number": number})
    with ThreadPoolExecutor(3) as workers:
        leased = list(workers.map(in_a_thread(_lease_next), range(10)))  # and die with the job in hand
    held = [job.pk for job in leased if job]
    assert len(held) == len(set(held))
    run_due(100)
    Job.objects.filter(pk__in=held).update(leased_until=timezone.now() - timedelta(seconds=1))
    run_due(100)
    assert sorted(done) == list(range(20))


def test_the_same_key_from_many_at_once_is_one_job():
    with ThreadPoolExecutor(4) as people:
        list(people.map(in_a_thread(lambda: enqueue("mark", key="same")), range(20)))
    assert Job.objects.count() == 1
