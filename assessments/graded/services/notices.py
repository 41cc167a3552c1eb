"""Mail about assignments: that something was received, and that feedback is there. Never its content."""

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.graded.models import Submission
from courses.api import Enrolment
from lms.jobs.api import Fact, Kind, Pace, Topic, declare, notify

TITLE = Fact(_("title of the assignment"), _("Map of your network"))

RECEIVED = declare(
    Kind(
        slug="graded.received",
        label=_("Assignment received (receipt)"),
        subject=_("Your assignment was received"),
        body=(
            _("We received your assignment %(title)s on %(day)s at %(time)s."),
            "%(words)s, %(files)s.",
            _("You get a mail when your trainer has given feedback."),
        ),
        facts={
            "title": TITLE,
            "day": Fact(_("day"), "25.11.2026"),
            "time": Fact(_("time of day"), "14.02"),
            "words": Fact(_("length of the text"), _("420 words")),
            "files": Fact(_("number of files"), _("1 file")),
        },
        button=_("Open the assignment"),
        topic=Topic.RECEIPTS,
    )
)
FEEDBACK = declare(
    Kind(
        slug="graded.feedback",
        label=_("Feedback on an assignment"),
        subject=_("You have feedback"),
        body=(_("Your trainer has read your assignment %(title)s and given feedback."),),
        facts={"title": TITLE},
        button=_("Read the feedback"),
        topic=Topic.FEEDBACK,
    )
)
PEERS = declare(
    Kind(
        slug="graded.peers",
        label=_("Feedback from other participants"),
        subject=_("You have feedback"),
        body=(_("Other participants have read your assignment %(title)s and written what they think."),),
        facts={"title": TITLE},
        button=_("Read the feedback"),
        pace=Pace.SUMMARY,
        topic=Topic.FEEDBACK,
    )
)


def tell_received(submission: Submission, *, enrolment: Enrolment) -> None:
    """A receipt for the person: when, and how much."""
    user = enrolment.learner.user
    if user is None:
        return
    at, count = timezone.localtime(submission.submitted_at), submission.files.count()
    with translation.override(user.language):
        facts = _facts(submission) | {
            "day": date_format(at, "j.n.Y"),
            "time": date_format(at, "G.i"),
            "words": ngettext("%(n)d word", "%(n)d words", submission.words) % {"n": submission.words},
            "files": ngettext("%(n)d file", "%(n)d files", count) % {"n": count},
        }
    link = _link("graded:assignment", submission, enrolment)
    notify(RECEIVED, key=f"submission-received:{submission.pk}", to=user, facts=facts, link=link)


def tell_feedback(submission: Submission, *, enrolment: Enrolment) -> None:
    """Feedback is there; what it says is read on the page."""
    link, user = _link("graded:assignment", submission, enrolment), enrolment.learner.user
    notify(FEEDBACK, key=f"submission-feedback:{submission.pk}", to=user, facts=_facts(submission), link=link)


def tell_peer_feedback(submission: Submission, *, enrolment: Enrolment) -> None:
    """Enough others have read the text; what they say is read on the page. Once a work."""
    link, user = _link("graded:peers", submission, enrolment), enrolment.learner.user
    notify(PEERS, key=f"peer-feedback:{submission.work_id}", to=user, facts=_facts(submission), link=link)


def _facts(submission: Submission) -> dict[str, str]:
    return {"title": submission.work.activity.title}


def _link(page: str, submission: Submission, enrolment: Enrolment) -> tuple[str, str, str]:
    return page, enrolment.run.code, submission.work.activity.slug
