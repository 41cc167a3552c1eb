"""Mail about development projects: the supervisor's link, and that something is there to read. Never its content."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.projects import Endorsement, ProjectMessage
from assessments.graded.tokens.projects import issue_link
from courses.api import Enrolment, RunStaff
from lms.jobs.api import Fact, Kind, Pace, Telling, Topic, declare, notify, notify_many, send_letter

ASKED = declare(
    Kind(
        slug="graded.approval_asked",
        label=_("Supervisor is asked to approve a plan"),
        subject=_("A plan waits for your approval"),
        body=(
            _(
                "%(who)s studies in the training %(course)s and asks for your approval of a plan for a development"
                " project at your workplace. You need no account. The link works until %(until)s and can be used once."
                " If you do not know %(who)s, you can delete this message."
            ),
        ),
        facts={
            "who": Fact(_("name of the participant"), _("Aino Example")),
            "course": Fact(_("name of the training"), _("Training for work ability coordinators")),
            "until": Fact(_("last day of the link"), "31.12.2026"),
        },
        button=_("Read the plan"),
        pace=Pace.AT_ONCE,
        needed=frozenset({"who"}),
    )
)
MESSAGE = declare(
    Kind(
        slug="graded.project_message",
        label=_("Message about a development project"),
        subject=_("A message about your development project"),
        body=(_("Your trainer has written to you about your development project."),),
        button=_("Open the development project"),
        topic=Topic.MESSAGES,
    )
)
ASKED_TRAINER = declare(
    Kind(
        slug="graded.project_message_waits",
        label=_("Message about a development project (to the trainers)"),
        subject=_("A participant has written about a development project"),
        body=(_("A participant has written to the trainers about their development project."),),
        button=_("Read the message"),
        pace=Pace.SUMMARY,
        topic=Topic.MESSAGES,
    )
)
APPROVED = declare(
    Kind(
        slug="graded.approval_given",
        label=_("Supervisor has approved the plan"),
        subject=_("Your plan was approved"),
        body=(_("Your supervisor has approved the plan of your development project."),),
        button=_("Open the development project"),
        topic=Topic.FEEDBACK,
    )
)


def ask_supervisor(asked: Endorsement, *, enrolment: Enrolment) -> None:
    """The link, in the language of the training; the supervisor has no account here and so no language of their own."""
    run = enrolment.run
    with translation.override(run.language):
        url = settings.PUBLIC_BASE_URL + reverse("endorsing:plan", args=[issue_link(asked.pk)])
    facts = {
        "who": enrolment.learner.user.get_full_name(),
        "course": run.course.title_in(run.language),
        "until": date_format(timezone.localtime(asked.expires_at), "j.n.Y"),
    }
    send_letter(ASKED, key=f"approval-asked:{asked.pk}", to=asked.email, language=run.language, facts=facts, url=url)


def tell_of_message(message: ProjectMessage, *, enrolment: Enrolment) -> None:
    """A trainer has written."""
    link = ("graded:project", enrolment.run.code, message.activity.slug)
    notify(MESSAGE, key=f"project-message:{message.pk}", to=enrolment.learner.user, link=link)


def tell_trainers(message: ProjectMessage, *, enrolment: Enrolment) -> None:
    """A learner has written; every other trainer of the run may answer."""
    link = ("guiding:project", enrolment.run.code, enrolment.pk, message.activity.slug)
    staff = RunStaff.objects.filter(run=enrolment.run_id).select_related("user").order_by("pk")
    staff = staff.exclude(user=enrolment.learner.user_id)
    key = f"project-message:{message.pk}"
    notify_many(ASKED_TRAINER, [Telling(key=f"{key}:{one.user_id}", to=one.user, facts={}, link=link) for one in staff])


def tell_of_approval(given: Endorsement, *, enrolment: Enrolment) -> None:
    """The supervisor has approved."""
    link = ("graded:project", enrolment.run.code, given.activity.slug)
    notify(APPROVED, key=f"approval-given:{given.pk}", to=enrolment.learner.user, link=link)
