"""Mail about assignments: that something was received, and that feedback is there. Never its content."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.graded.models import Submission
from courses.api import Enrolment
from lms.jobs.api import queue_mail
from lms.ui.mail import render_letter


def tell_received(submission: Submission, *, enrolment: Enrolment) -> None:
    """A receipt for the person: when, and how much."""
    user = enrolment.learner.user
    if not user or not user.email:
        return
    with translation.override(user.language):
        count = submission.files.count()
        context = _letter(submission, enrolment) | {
            "at": timezone.localtime(submission.submitted_at),
            "words": ngettext("%(n)d word", "%(n)d words", submission.words) % {"n": submission.words},
            "files": ngettext("%(n)d file", "%(n)d files", count) % {"n": count},
            "url_label": _("Open the assignment"),
        }
        _send(f"submission-received:{submission.pk}", user, _("Your assignment was received"), "received", context)


def tell_feedback(submission: Submission, *, enrolment: Enrolment) -> None:
    """Feedback is there; what it says is read on the page."""
    user = enrolment.learner.user
    if not user or not user.email:
        return
    with translation.override(user.language):
        context = _letter(submission, enrolment) | {"url_label": _("Read the feedback")}
        _send(f"submission-feedback:{submission.pk}", user, _("You have feedback"), "feedback", context)


def tell_peer_feedback(submission: Submission, *, enrolment: Enrolment) -> None:
    """Enough others have read the text; what they say is read on the page. Once a work."""
    user = enrolment.learner.user
    if not user or not user.email:
        return
    with translation.override(user.language):
        page = reverse("graded:peers", args=[enrolment.run.code, submission.work.activity.slug])
        context = _letter(submission, enrolment) | {"url_label": _("Read the feedback")}
        context["url"] = settings.PUBLIC_BASE_URL + page
        _send(f"peer-feedback:{submission.work_id}", user, _("You have feedback"), "peers", context)


def _letter(submission: Submission, enrolment: Enrolment) -> dict[str, Any]:
    activity = submission.work.activity
    page = reverse("graded:assignment", args=[enrolment.run.code, activity.slug])
    return {"title": activity.title, "url": settings.PUBLIC_BASE_URL + page}


def _send(key: str, user: Any, subject: str, name: str, context: dict[str, Any]) -> None:
    letter = render_letter(f"graded/mail/{name}", context | {"subject": subject}, language=user.language)
    queue_mail(key=key, to=user.email, subject=subject, text=letter.text, html=letter.html)
