"""At least once in execution, once in effect."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from lms.jobs.api import enqueue, handler, queue_health, run_due, scheduled
from lms.jobs.housekeeping import forget_done_jobs
from lms.jobs.models import Job
from lms.jobs.services import MAX_TRIES, _lease_next, enqueue_schedule, retry_parked

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """What the kind "note" did; the kind "fail" raises, "note" writes its number down."""
    seen: list[int] = []

    @handler("note")
    def note(payload):
        seen.append(payload["number"])

    @handler("fail")
    def fail(payload):
        raise ConnectionError("secret text of somebody")

    return seen


def make_due_again():
    Job.objects.update(not_before=timezone.now() - timedelta(seconds=1), leased_until=None)


def test_enqueue_with_the_same_key_twice_makes_one_job(done):
    enqueue("note", key="a", payload={"number": 1})
    enqueue("note", key="a", payload={"number": 2})
    assert run_due() == 1
    assert done == [1]


def test_enqueue_again_when_the_job_is_done_does_nothing_more(done):
    enqueue("note", key="a", payload={"number": 1})
    run_due()
    enqueue("note", key="a", payload={"number": 1})
    assert run_due() == 0


def test_enqueue_costs_one_statement(statements):
    with statements(1):
        enqueue("note", key="a")


def test_enqueue_in_an_act_that_fails_leaves_no_job(done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("note", key="a", payload={"number": 1})
        raise ZeroDivisionError
    assert run_due() == 0


def test_job_waits_for_its_time(done):
    enqueue("note", key="a", payload={"number": 1}, not_before=timezone.now() + timedelta(hours=1))
    assert run_due() == 0
    make_due_again()
    assert run_due() == 1


def test_jobs_run_oldest_first_and_up_to_the_limit(done):
    now = timezone.now()
    for number in (3, 1, 2):
        due = now - timedelta(minutes=10 - number)
        enqueue("note", key=str(number), payload={"number": number}, not_before=due)
    assert run_due(limit=2) == 2
    assert done == [1, 2]


def test_job_of_a_killed_worker_is_done_by_another_when_the_lease_has_run_out(done):
    enqueue("note", key="a", payload={"number": 1})
    assert _lease_next() is not None  # and the worker dies here
    assert run_due() == 0
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert run_due() == 1
    assert done == [1]


def test_job_that_kills_every_worker_is_parked(done):
    enqueue("note", key="a", payload={"number": 1})
    for _ in range(MAX_TRIES):
        assert _lease_next() is not None
        Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    run_due()
    job = Job.objects.get()
    assert (job.last_error, job.parked_at is None, done) == ("WorkerLost", False, [])


def test_late_worker_cannot_settle_a_job_that_another_has_taken(done):
    enqueue("fail", key="a")
    late = _lease_next()
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert _lease_next() is not None
    from lms.jobs.services import _do  # noqa: PLC0415 -- the late worker's second half

    _do(late)
    job = Job.objects.get()
    assert (job.attempts, job.last_error) == (2, "")
    assert job.leased_until > timezone.now()


def test_failing_job_backs_off_doubling_and_is_parked_after_eight_tries(done):
    enqueue("fail", key="a")
    delays = []
    for _ in range(MAX_TRIES - 1):
        before = timezone.now()
        run_due()
        delays.append(round((Job.objects.get().not_before - before).total_seconds()))
        make_due_again()
    run_due()
    job = Job.objects.get()
    assert delays == [30, 60, 120, 240, 480, 960, 1920]
    assert job.parked_at is not None
    assert job.last_error == "ConnectionError"
    make_due_again()
    assert run_due() == 0


def test_failing_job_does_not_hold_up_the_others(done):
    enqueue("fail", key="a", not_before=timezone.now() - timedelta(hours=1))
    enqueue("note", key="b", payload={"number": 1})
    assert run_due() == 2
    assert done == [1]


def test_unknown_kind_is_tried_again_later():
    enqueue("from the future", key="a")
    run_due()
    assert Job.objects.get().last_error == "UnknownKind"


def test_retry_parked_gives_a_new_start(done):
    enqueue("note", key="a", payload={"number": 1})
    Job.objects.update(parked_at=timezone.now(), attempts=8)
    assert retry_parked() == 1
    assert run_due() == 1


def test_queue_health_tells_age_and_parked(done):
    enqueue("note", key="a", not_before=timezone.now() - timedelta(seconds=90))
    enqueue("note", key="b")
    Job.objects.filter(key="b").update(parked_at=timezone.now())
    health = queue_health()
    assert health["parked"] == 1
    assert 90 <= health["oldest_due_seconds"] <= 95


def test_schedule_runs_once_in_a_period_whoever_asks():
    ran = []
    scheduled("count", every=timedelta(hours=1))(lambda: ran.append(1))
    now = timezone.now()
    enqueue_schedule(now)
    enqueue_schedule(now)
    run_due()
    enqueue_schedule(now + timedelta(hours=1))
    run_due()
    assert ran == [1, 1]


def test_scheduled_name_that_is_gone_is_nothing_to_do():
    enqueue("scheduled", key="scheduled:gone:1", payload={"name": "gone"})
    run_due()
    assert Job.objects.get().done_at is not None


def test_forget_done_jobs_keeps_what_still_says_once():
    now = timezone.now()
    enqueue("note", key="old reminder")
    enqueue("scheduled", key="old period")
    enqueue("scheduled", key="new period")
    Job.objects.update(done_at=now - timedelta(days=30))
    Job.objects.filter(key="new period").update(done_at=now)
    forget_done_jobs()
    assert set(Job.objects.values_list("key", flat=True)) == {"old reminder", "new period"}
