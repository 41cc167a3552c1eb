"""Wagtail's own tasks (search and reference indexes), which live in a table of their own."""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lms.jobs.registry import scheduled

#: After this a running task is taken for lost: its worker was killed, and django-tasks-db would leave it for ever.
LOST_AFTER = timedelta(minutes=15)
KEEP_DONE = timedelta(days=14)


def run_one_task() -> int:
    """Do one task that is due; return how many were done. Looking first keeps an idle worker from locking SQLite."""
    if not DBTaskResult.objects.ready().exists():
        return 0
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()
    return 1


@scheduled("return lost tasks", every=timedelta(minutes=15))
def return_lost_tasks() -> None:
    """Put tasks of killed workers back into their queue."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    lost.update(status=TaskResultStatus.READY, started_at=None)


@scheduled("forget done tasks", every=timedelta(days=1))
def forget_done_tasks() -> None:
    """Delete the results of tasks done more than two weeks ago."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_DONE).delete()
