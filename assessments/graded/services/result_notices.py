"""Mail about a test that a person has marked: that the result is there, never what it is."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.graded.models import Attempt
from lms.jobs.api import queue_mail
from lms.ui.mail import render_letter


def tell_result(attempt: Attempt) -> None:
    """The trainer has marked every answer; the points are read on the page."""
    enrolment = attempt.enrolment
    user = enrolment.learner.user
    if not user or not user.email:
        return
    with translation.override(user.language):
        subject = _("Your test has been marked")
        page = reverse("graded:result", args=[enrolment.run.code, attempt.activity.slug, attempt.number])
        context = {
            "title": attempt.activity.title,
            "url": settings.PUBLIC_BASE_URL + page,
            "url_label": _("See the result"),
            "subject": subject,
        }
        letter = render_letter("graded/mail/marked", context, language=user.language)
    queue_mail(key=f"attempt-marked:{attempt.pk}", to=user.email, subject=subject, text=letter.text, html=letter.html)
