"""What becomes of applications when their run is closed."""

from django.db import transaction
from django.utils import timezone

from courses.admissions.models import Application
from courses.admissions.queries.applications import next_run_after
from courses.admissions.services.notices import tell_of_closing
from courses.admissions.services.queue import lock_run
from lms.records.audit import log_facts


@transaction.atomic
def end_applications(run_id: int) -> None:
    """The run is closed: every application that waits for a decision ends as not accepted, and its writer gets a
    friendly mail with the next run of the training. Doing it twice tells nobody twice.

    They are ended rather than left to stop the closing: a run is often closed long after it began, by somebody who
    did not take the applications, and whoever applied would go on waiting for an answer that nobody owes them any
    more. The page of closing says first how many wait, with a way to decide them, and once the run is open again an
    application that was ended can still be accepted.
    """
    run = lock_run(run_id)
    if not run.closed_at:
        return
    rows = Application.objects.select_for_update(of=("self",)).filter(run=run, state=Application.State.SENT)
    ended = list(rows.select_related("learner__user").order_by("pk"))
    if not ended:
        return
    now = timezone.now()
    for application in ended:
        application.state, application.decided_at = Application.State.DECLINED, now
    Application.objects.bulk_update(ended, ["state", "decided_at"])
    log_facts("application.ended", subjects=[(one, one.learner.key) for one in ended])
    tell_of_closing(ended, run=run, following=next_run_after(run))
