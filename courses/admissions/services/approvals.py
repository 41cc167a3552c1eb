"""Asking an applicant's employer, and taking the answer."""

import datetime

from django.db import transaction
from django.utils import timezone

from courses.admissions.models import Application, Approval
from courses.admissions.services.notices import ask_employer_by_mail
from lms.records.audit import log_fact

#: How long the link works.
LINK_LIFE = datetime.timedelta(days=14)
MOST_LINKS_A_DAY = 3
DAY = datetime.timedelta(days=1)


class TooManyLinks(Exception):
    """Enough links have been sent today."""


class NobodyToAsk(Exception):
    """The application does not wait for an employer's answer."""


@transaction.atomic
def ask_employer(*, application: Application, email: str) -> Approval:
    """Send the link; an earlier one stops working. Raises ``NobodyToAsk`` when the application waits for nothing or
    the employer has approved, and ``TooManyLinks``."""
    application = (
        Application.objects.select_related("run__course", "learner__user")
        .select_for_update(of=("self",))
        .get(pk=application.pk)
    )
    if application.state != Application.State.SENT:
        raise NobodyToAsk
    now = timezone.now()
    known = Approval.objects.filter(application=application).first()
    if known and known.approved:
        raise NobodyToAsk
    asked = known or Approval(application=application, serial=0)
    recent = [one for one in asked.sent_times if datetime.datetime.fromisoformat(one) > now - DAY]
    if len(recent) >= MOST_LINKS_A_DAY:
        raise TooManyLinks
    asked.application, asked.email, asked.serial = application, email, asked.serial + 1
    asked.asked_at, asked.expires_at, asked.sent_times = now, now + LINK_LIFE, [*recent, now.isoformat()]
    asked.decided_at, asked.approved, asked.name, asked.job_title, asked.note = None, None, "", "", ""
    asked.save()
    log_fact("employer.asked", subject=asked, actor=application.learner.user, learner_key=application.learner.key)
    ask_employer_by_mail(asked)
    return asked
