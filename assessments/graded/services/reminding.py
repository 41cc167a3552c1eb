"""One mail before an assignment is due, to who has not handed it in. After the due date nobody is reminded."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import AssignmentVersion, Submission, Work
from assessments.graded.services.assignments import due_of
from assessments.graded.services.notices import TITLE
from courses.api import Activity, Enrolment, Progress, RunItem, is_shut
from lms.jobs.api import Fact, Kind, Topic, declare, notify, scheduled

#: How long before.
AHEAD = timedelta(days=3)

DUE = declare(
    Kind(
        slug="graded.due",
        label=_("An assignment is due soon"),
        subject=_("An assignment is due soon"),
        body=(
            _("Your assignment %(title)s is due on %(day)s."),
            _("If you need more time, tell your trainer. You can hand in after the date too."),
        ),
        facts={"title": TITLE, "day": Fact(_("due date"), "31.3.2027")},
        button=_("Open the assignment"),
        topic=Topic.REMINDERS,
    )
)


@scheduled("remind before a due date", every=timedelta(hours=1))
def remind_before_due() -> int:
    """Remind everybody whose own date is at most three days ahead. It may run as often as it likes: a date is told
    once, and a new date, for example more time, once again. How many were told or had been."""
    now = timezone.now()
    return sum(_remind_in(item, now) for item in _items(now))


def _items(now: datetime) -> Iterable[RunItem]:
    """Assignments that are open, in runs that go on."""
    rows = RunItem.objects.filter(Q(opens_at=None) | Q(opens_at__lte=now), activity__kind=Activity.Kind.ASSIGNMENT)
    rows = rows.filter(Q(run__ends=None) | Q(run__ends__gte=timezone.localdate(now)))
    return rows.select_related("activity", "run")


def _remind_in(item: RunItem, now: datetime) -> int:
    versions = AssignmentVersion.objects.filter(assignment__key=item.activity.key).order_by("-number")
    version = versions.first()
    if version is None:
        return 0
    settings = AssignmentSettings.restored(version.settings)
    works = {one.enrolment_id: one for one in _works(item)}
    told = 0
    for enrolment in _unfinished(item):
        due = due_of(works.get(enrolment.pk), item=item, starts=item.run.starts, settings=settings)
        if due is not None and now < due <= now + AHEAD and not is_shut(enrolment, item):
            _tell(enrolment, item, due)
            told += 1
    return told


def _works(item: RunItem) -> Iterable[Work]:
    return Work.objects.filter(activity=item.activity_id, enrolment__run=item.run_id).defer("text")


def _unfinished(item: RunItem) -> Iterable[Enrolment]:
    """Who takes part, has an account, and has neither handed in nor been marked as done. What was returned to be
    completed is nobody's to be reminded of: the trainer has said what comes next."""
    rows = Enrolment.objects.active().filter(run=item.run_id, learner__user__isnull=False)
    handed_in = Submission.objects.filter(work__activity=item.activity_id, work__enrolment__run=item.run_id)
    handed_in = handed_in.exclude(state=Submission.State.WITHDRAWN).values("work__enrolment")
    done = Progress.objects.filter(activity=item.activity_id, enrolment__run=item.run_id).values("enrolment")
    return rows.exclude(pk__in=handed_in).exclude(pk__in=done).select_related("learner__user", "run")


def _tell(enrolment: Enrolment, item: RunItem, due: datetime) -> None:
    user = enrolment.learner.user
    with translation.override(user.language):
        facts = {"title": item.activity.title, "day": date_format(timezone.localtime(due), "j.n.Y")}
    key = f"assignment-due:{enrolment.pk}:{item.activity_id}:{timezone.localtime(due):%Y%m%d}"
    link = ("graded:assignment", item.run.code, item.activity.slug)
    notify(DUE, key=key, to=user, facts=facts, link=link)
