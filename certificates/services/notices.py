"""Telling the holder, and having the PDF made: both by the queue, once."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Award
from lms.jobs.api import enqueue, queue_mail
from lms.ui import site, tokens

PDF_JOB = "certificates.pdf"


def announce_award(award: Award, *, to: Any) -> None:
    """Queue one PDF and one mail for a new award; the keys make both happen once."""
    enqueue(PDF_JOB, key=f"{PDF_JOB}:{award.pk}", payload={"award": award.pk})
    if to and to.email:
        _queue_ready_mail(award, to)


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
