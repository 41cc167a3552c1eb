"""The one door of jobs."""

from lms.jobs.mail import queue_mail
from lms.jobs.registry import handler, scheduled
from lms.jobs.services import enqueue, queue_health, run_due

__all__ = ["enqueue", "handler", "queue_health", "queue_mail", "run_due", "scheduled"]
