"""Telling the holder, and having the PDF made: both by the queue, once. The completing act only leaves a job."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Award
from lms.jobs.api import enqueue, queue_mail
from lms.ui import site, tokens

NEW_AWARD_JOB = "certificates.new"


def announce_award(award: Award) -> None:
    """Have the holder told and the PDF made, once; one statement."""
    enqueue(NEW_AWARD_JOB, key=f"{NEW_AWARD_JOB}:{award.pk}", payload={"award": award.pk})


def tell_holder(award: Award) -> None:
    """Queue the mail about a new award, unless it was revoked meanwhile or nobody can be written to."""
    user = award.enrolment.learner.user
    if user and user.email and not award.revoked_at:
        _queue_ready_mail(award, user)


def _queue_ready_mail(award: Award, user: Any) -> None:
    with translation.override(user.language):
        context = {
            "url": settings.PUBLIC_BASE_URL + reverse("own_certificates:detail", args=[award.key]),
            "url_label": _("Open your certificate"),
            "organiser": site.organiser(user.language),
            "colours": tokens.light(),
            "replaces": award.supersedes_id is not None,
        }
        subject = _("Your certificate is ready")
        text = render_to_string("certificates/mail/ready.txt", context).strip() + "\n"
        html = render_to_string("certificates/mail/ready.html", context)
    queue_mail(key=f"certificate-ready:{award.pk}", to=user.email, subject=subject, text=text, html=html)
