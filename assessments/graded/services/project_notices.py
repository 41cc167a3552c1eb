"""Mail about development projects: the supervisor's link, and that something is there to read. Never its content."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.graded.models.projects import Endorsement, ProjectMessage
from assessments.graded.tokens.projects import issue_link
from courses.api import Enrolment
from lms.jobs.api import queue_mail
from lms.ui.mail import render_letter


def ask_supervisor(asked: Endorsement, *, enrolment: Enrolment) -> None:
    """The link, in the language of the training; the supervisor has no account here and so no language of their own."""
    run = enrolment.run
    with translation.override(run.language):
        context = {
            "who": enrolment.learner.user.get_full_name(),
            "course": run.course.title_in(run.language),
            "until": asked.expires_at,
            "url": settings.PUBLIC_BASE_URL + reverse("endorsing:plan", args=[issue_link(asked.pk)]),
            "url_label": _("Read the plan"),
            "subject": _("A plan waits for your approval"),
        }
        letter = render_letter("graded/mail/approval_asked", context, language=run.language)
    queue_mail(
        key=f"approval-asked:{asked.pk}", to=asked.email, subject=context["subject"], text=letter.text, html=letter.html
    )


def tell_of_message(message: ProjectMessage, *, enrolment: Enrolment) -> None:
    """A trainer has written."""
    _tell(f"project-message:{message.pk}", enrolment, message.activity.slug, "project_message")


def tell_of_approval(given: Endorsement, *, enrolment: Enrolment) -> None:
    """The supervisor has approved."""
    _tell(f"approval-given:{given.pk}", enrolment, given.activity.slug, "approval_given")


def _tell(key: str, enrolment: Enrolment, slug: str, name: str) -> None:
    user: Any = enrolment.learner.user
    if not user or not user.email:
        return
    with translation.override(user.language):
        subjects = {
            "project_message": _("A message about your development project"),
            "approval_given": _("Your plan was approved"),
        }
        context = {
            "url": settings.PUBLIC_BASE_URL + reverse("graded:project", args=[enrolment.run.code, slug]),
            "url_label": _("Open the development project"),
            "subject": subjects[name],
        }
        letter = render_letter(f"graded/mail/{name}", context, language=user.language)
    queue_mail(key=key, to=user.email, subject=context["subject"], text=letter.text, html=letter.html)
