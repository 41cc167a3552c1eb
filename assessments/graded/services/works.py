"""Finding and locking the work that somebody writes: their own, or their group's."""

import contextlib
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from assessments.graded.models import Submission, Work
from courses.api import Enrolment


class NotOpen(Exception):
    """The work has been handed in or accepted: nothing in it is written now."""


def locked_work(enrolment: Enrolment, activity_id: int) -> Work:
    """The person's own work, made when it was not there, and locked until the transaction ends."""
    return _locked({"enrolment": enrolment, "activity_id": activity_id})


def locked_group_work(group_id: int, activity_id: int) -> Work:
    """The group's one work, made when it was not there, and locked. Taken before the works of its members."""
    return _locked({"group_id": group_id, "activity_id": activity_id})


def _locked(wanted: dict[str, Any]) -> Work:
    found = Work.objects.select_for_update().filter(**wanted).first()
    if found is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():  # another press was first
            Work.objects.create(**wanted)
        found = Work.objects.select_for_update().get(**wanted)
    return found


def locked_for_writing(enrolment: Enrolment, activity_id: int, group_id: int = 0) -> Work:
    """The work that the page showed: the group's while the person is still in it, else their own, so that what was
    written is kept in any case. Raises ``NotOpen``."""
    is_member = bool(group_id) and enrolment.group_id == group_id
    work = locked_group_work(group_id, activity_id) if is_member else locked_work(enrolment, activity_id)
    if not work.is_open:
        raise NotOpen
    return work


def handed_in_with(submission: Submission) -> QuerySet[Submission]:
    """The submission with those that the same press handed in for the others of the group, oldest first."""
    alike = {"shared": submission.shared} if submission.shared else {"pk": submission.pk}
    return Submission.objects.filter(**alike).order_by("pk")


def group_work_of(submission: Submission) -> QuerySet[Work]:
    """The group's work as long as this is the newest version that it has handed in; empty for one's own."""
    if submission.shared is None:
        return Work.objects.none()
    return Work.objects.filter(shared=submission.shared)


def locked_enrolments(submission: Submission) -> dict[int, Enrolment]:
    """By id, everybody whom the submission belongs to: locked before everything else, as completion does, and in one
    order."""
    pks = [submission.work.enrolment_id]
    if submission.shared:
        pks = handed_in_with(submission).values_list("work__enrolment_id", flat=True)
    rows = Enrolment.objects.select_related("run", "learner__user").select_for_update(of=("self",))
    return {one.pk: one for one in rows.filter(pk__in=list(pks)).order_by("pk")}
