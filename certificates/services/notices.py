"""Telling the holder, and having the PDF made: both by the queue, once. The completing act only leaves a job."""

from django.utils.translation import gettext_lazy as _

from certificates.models import Award
from lms.jobs.api import Kind, Topic, declare, enqueue, notify

NEW_AWARD_JOB = "certificates.new"

_WHERE = _("You can download the certificate on your own page. Anyone to whom you give its link can check it.")
READY = declare(
    Kind(
        slug="certificates.ready",
        label=_("Certificate is ready"),
        subject=_("Your certificate is ready"),
        body=(_("You have completed a training, and your certificate is ready."), _WHERE),
        button=_("Open your certificate"),
        topic=Topic.CERTIFICATES,
    )
)
REPLACED = declare(
    Kind(
        slug="certificates.replaced",
        label=_("Certificate was corrected"),
        subject=_("Your certificate is ready"),
        body=(_("Your certificate has been corrected. The new certificate replaces the old one."), _WHERE),
        button=_("Open your certificate"),
        topic=Topic.CERTIFICATES,
    )
)


def announce_award(award: Award) -> None:
    """Have the holder told and the PDF made, once; one statement."""
    enqueue(NEW_AWARD_JOB, key=f"{NEW_AWARD_JOB}:{award.pk}", payload={"award": award.pk})


def tell_holder(award: Award) -> None:
    """Tell of a new award, unless it was revoked meanwhile."""
    if not award.revoked_at:
        kind = REPLACED if award.supersedes_id else READY
        link = ("own_certificates:detail", str(award.key))
        notify(kind, key=f"certificate-ready:{award.pk}", to=award.enrolment.learner.user, link=link)
