"""What nobody sent in time is sent with what was saved."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import Attempt
from assessments.graded.rules.quizzes import GRACE, is_late
from assessments.graded.services.attempts import submit_attempt
from courses.api import Enrolment
from lms.jobs.api import scheduled

log = logging.getLogger("polku.graded")


@scheduled("send attempts whose time has ended", every=timedelta(minutes=1))
def send_overdue_attempts() -> int:
    """Send each, in a transaction of its own, by the same act as the learner's own button. One that cannot be sent
    does not keep the others from it."""
    overdue = Attempt.objects.filter(state=Attempt.State.OPEN, deadline__lt=timezone.now() - GRACE)
    sent = 0
    for pk in list(overdue.order_by("deadline").values_list("pk", flat=True)):
        try:
            sent += send_if_overdue(pk)
        except Exception:  # whatever it is, the others are waiting too
            log.exception("attempt %s could not be sent", pk)
    return sent


@transaction.atomic
def send_if_overdue(attempt_id: int) -> bool:
    """Send it unless it has been sent or given more time meanwhile."""
    enrolment_id = Attempt.objects.values_list("enrolment_id", flat=True).get(pk=attempt_id)
    Enrolment.objects.lock(enrolment_id)  # granting more time takes the same lock
    attempt = Attempt.objects.select_related("quiz_version").get(pk=attempt_id)
    if not attempt.is_open or not is_late(timezone.now(), attempt.deadline):
        return False
    submit_attempt(attempt=attempt)
    return True
