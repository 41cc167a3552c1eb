"""Mail about a test that a person has marked: that the result is there, never what it is."""

from django.utils.translation import gettext_lazy as _

from assessments.graded.models import Attempt
from lms.jobs.api import Fact, Kind, Topic, declare, notify

MARKED = declare(
    Kind(
        slug="graded.marked",
        label=_("Test marked by a trainer"),
        subject=_("Your test has been marked"),
        body=(_("Your trainer has marked your answers in the test %(title)s. You can see the result now."),),
        facts={"title": Fact(_("title of the test"), _("Work ability and the law"))},
        button=_("See the result"),
        topic=Topic.FEEDBACK,
    )
)


def tell_result(attempt: Attempt) -> None:
    """The trainer has marked every answer; the points are read on the page."""
    enrolment, activity = attempt.enrolment, attempt.activity
    link = ("graded:result", enrolment.run.code, activity.slug, attempt.number)
    facts = {"title": activity.title}
    notify(MARKED, key=f"attempt-marked:{attempt.pk}", to=enrolment.learner.user, facts=facts, link=link)
