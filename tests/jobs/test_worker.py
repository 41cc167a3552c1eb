"""The worker does everything that is due and stops cleanly."""

import os
import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lms.jobs.api import enqueue, handler
from lms.jobs.models import Job
from lms.jobs.registry import schedule
from lms.jobs.tasks import return_lost_tasks
from lms.jobs.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_worker(monkeypatch):
    """The worker does not wait in tests, and leaves the connection of the test open."""
    monkeypatch.setattr("lms.jobs.worker.IDLE_SECONDS", 0)
    for module in ("lms.jobs.worker", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


def test_worker_once_does_the_schedule_and_what_is_due():
    call_command("worker", once=True)
    names = {key.split(":")[1] for key in Job.objects.exclude(done_at=None).values_list("key", flat=True)}
    assert names == set(schedule())
    assert {"clear ended sessions", "forget old mail", "return lost tasks"} <= names


def test_worker_stops_after_the_job_in_hand_when_told_to():
    seen = []

    @handler("stop me")
    def stop_me(payload):
        os.kill(os.getpid(), signal.SIGTERM)
        seen.append("finished")

    enqueue("stop me", key="a")
    old = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        call_command("worker")
    finally:
        signal.signal(signal.SIGTERM, old[0])
        signal.signal(signal.SIGINT, old[1])
    assert seen == ["finished"]
    assert Job.objects.get(key="a").done_at is not None


def test_worker_lives_through_a_database_that_is_away(monkeypatch):
    worker = Worker()
    turns = []

    def turn():
        turns.append(1)
        if len(turns) == 1:
            raise OperationalError("the server went away")
        worker.stop()
        return 0

    monkeypatch.setattr(worker, "turn", turn)
    monkeypatch.setattr("lms.jobs.worker.connection.close", lambda: None)
    worker.run()
    assert len(turns) == 2


counted = []


@task()
def count() -> None:
    """A task as Wagtail queues them."""
    counted.append(1)


def test_worker_does_tasks_of_wagtail(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    counted.clear()
    count.enqueue()
    call_command("worker", once=True)
    assert counted == [1]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_lost_task_of_wagtail_returns_to_its_queue():
    lost = DBTaskResult.objects.create(
        task_path="x.y",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - timedelta(hours=1),
    )
    return_lost_tasks()
    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.READY
