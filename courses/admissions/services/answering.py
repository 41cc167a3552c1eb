"""The employer answers, once for each link."""

from django.db import transaction
from django.utils import timezone

from courses.admissions.models import Admission, Application, Approval
from courses.admissions.queries.queue import way_into
from courses.admissions.services.applications import admit, locked_application, settle_decision
from courses.admissions.services.notices import tell_of_approval
from courses.admissions.services.queue import lock_run
from courses.api import CannotEnrol, Run
from lms.records.audit import log_fact


class LinkOver(Exception):
    """The link was answered, replaced by a newer one, or its time is over; or the application was taken back."""


@transaction.atomic
def answer_for_employer(
    *, approval_id: int, serial: int, approved: bool, name: str, job_title: str, note: str
) -> Approval:
    """Take the employer's answer and forget the address it went to. Where the employer's word decides, the applicant
    gets a place or a turn in the queue; otherwise a trainer decides. Raises ``LinkOver``."""
    run = lock_run(Approval.objects.values_list("application__run_id", flat=True).get(pk=approval_id))
    application = locked_application(Approval.objects.values_list("application_id", flat=True).get(pk=approval_id))
    asked = Approval.objects.select_for_update().get(pk=approval_id)
    over = asked.decided_at or asked.serial != serial or asked.expires_at <= timezone.now()
    if over or application.state != Application.State.SENT:
        raise LinkOver
    asked.approved, asked.decided_at, asked.email = approved, timezone.now(), ""
    asked.name, asked.job_title, asked.note = name, job_title, note
    asked.save(update_fields=["approved", "decided_at", "email", "name", "job_title", "note"])
    asked.application = application
    log_fact(f"employer.{'approved' if approved else 'declined'}", subject=asked, learner_key=application.learner.key)
    if not (approved and way_into(run).way == Admission.Way.EMPLOYER and _let_in(run, application)):
        tell_of_approval(asked)
    return asked


def _let_in(run: Run, application: Application) -> bool:
    """Whether the approval brought the applicant in; if the run takes nobody now, a trainer decides."""
    try:
        with transaction.atomic():
            state = admit(run, application, None)
    except CannotEnrol:
        return False
    settle_decision(application, state, message="", actor=None)
    return True
