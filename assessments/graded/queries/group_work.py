"""Reading what groups write and hand in together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from assessments.graded.models import Submission, Work, WorkFile
from courses.api import Enrolment

_WORK = ("activity__title", "state", "text", "saved_at", "extended_until", "extension_reason", "peer_waiver")
_FILE = ("work__activity__title", "name", "size", "added_at", "covered_at")


@dataclass(frozen=True)
class Member:
    """One of those whom a group's submission belongs to."""

    enrolment: Enrolment
    submission: Submission
    name: str

    @property
    def has_confirmed(self) -> bool:
        return bool(self.submission.statements)


def only_first_of_group(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Of what a group handed in together the first one whose writer is still here: trainers mark it once."""
    here = Submission.objects.exclude(work__enrolment__status=Enrolment.Status.CANCELLED)
    earlier = here.filter(shared=OuterRef("shared"), pk__lt=OuterRef("pk"))
    return rows.filter(Q(shared=None) | ~Exists(earlier))


def marked_one_of(submission: Submission) -> int:
    """The id under which trainers mark what this submission is a version of; no query for one's own."""
    if submission.shared is None:
        return submission.pk
    rows = Submission.objects.filter(shared=submission.shared)
    here = rows.exclude(work__enrolment__status=Enrolment.Status.CANCELLED)
    return here.order_by("pk").values_list("pk", flat=True).first() or submission.pk


def members_of_submission(submission: Submission) -> list[Member]:
    """Everybody whom a group's submission belongs to, and whether they have confirmed it; empty for one's own. One
    query."""
    if submission.shared is None:
        return []
    rows = Submission.objects.filter(shared=submission.shared).defer("text")
    rows = rows.select_related("work__enrolment__run", "work__enrolment__learner__user").order_by("pk")
    return [Member(one.work.enrolment, one, _name(one.work.enrolment)) for one in rows]


def names_in_group(group_id: int) -> list[str]:
    """Who writes together; one query."""
    rows = Enrolment.objects.active().filter(group=group_id).select_related("learner__user")
    return [_name(one) for one in rows.order_by("learner__user__first_name", "pk")]


def _name(enrolment: Enrolment) -> str:
    user = enrolment.learner.user
    return (user.get_full_name() or user.email) if user else _("Name not given")


def group_draft(group_id: int, activity_id: int) -> Work | None:
    """The group's work with its files; two queries."""
    return Work.objects.filter(group=group_id, activity_id=activity_id).prefetch_related("files").first()


def works_for_export(learner: Any) -> list[dict[str, Any]]:
    """A person's own works, and the drafts of the groups that they are in."""
    groups = Enrolment.objects.filter(learner=learner).exclude(group=None).values("group")
    rows = Work.objects.filter(Q(enrolment__learner=learner) | Q(group__in=groups))
    return list(rows.order_by("pk").values(*_WORK))


def files_for_export(learner: Any) -> list[dict[str, Any]]:
    """Files of a person's own works, and of what they handed in with a group."""
    rows = WorkFile.objects.filter(
        Q(work__enrolment__learner=learner) | Q(submissions__work__enrolment__learner=learner)
    )
    return list(rows.distinct().order_by("pk").values(*_FILE))
