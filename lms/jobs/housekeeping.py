"""What the queue and the framework leave behind."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from lms.jobs.models import Job
from lms.jobs.registry import scheduled

#: Long enough that "once" holds for anything that comes yearly.
KEEP_DONE = timedelta(days=400)
#: A schedule's own jobs are named by their period, which does not come again.
KEEP_SCHEDULED = timedelta(days=7)


@scheduled("clear ended sessions", every=timedelta(days=1))
def clear_sessions() -> None:
    """Delete sessions that have run out; Django keeps them otherwise."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@scheduled("forget done jobs", every=timedelta(days=1))
def forget_done_jobs() -> None:
    """Delete jobs done long ago."""
    now = timezone.now()
    Job.objects.filter(done_at__lt=now - KEEP_DONE).delete()
    Job.objects.filter(kind="scheduled", done_at__lt=now - KEEP_SCHEDULED).delete()
