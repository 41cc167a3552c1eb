"""What goes by itself when its time has come."""

from datetime import timedelta

from django.utils import timezone

from courses.discussions.models import Draft, Follow, Report, Writing
from lms.jobs.api import scheduled

#: So long after the end of its run a discussion keeps the names of its writers.
NAMED_FOR = timedelta(days=365)
KEEP_DRAFTS = timedelta(days=90)


@scheduled("forget writers of old discussions", every=timedelta(days=1))
def forget_writers() -> None:
    """Of runs that ended a year ago: texts stay without a name; who followed and who reported is forgotten."""
    limit = timezone.localdate() - NAMED_FOR
    Writing.objects.filter(post__thread__run__ends__lt=limit).exclude(author=None).update(author=None)
    Follow.objects.filter(thread__run__ends__lt=limit).delete()
    Report.objects.filter(post__thread__run__ends__lt=limit).delete()


@scheduled("forget old drafts", every=timedelta(days=1))
def forget_old_drafts() -> None:
    """What nobody has gone on writing for three months."""
    Draft.objects.filter(saved_at__lt=timezone.now() - KEEP_DRAFTS).delete()
