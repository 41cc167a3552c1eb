"""A group hands in one work: everybody in it gets a version, a receipt and the feedback of their own."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import AssignmentVersion, Review, Submission, Work, WorkFile
from assessments.graded.rules.assignments import STATEMENTS
from assessments.graded.services.assignments import (
    CannotHandIn,
    checked_content,
    made_submission,
)
from assessments.graded.services.finishing import complete_assignment
from assessments.graded.services.handing_in import done_by_handing_in
from assessments.graded.services.notices import tell_feedback, tell_received
from assessments.graded.services.works import (
    NotOpen,
    group_work_of,
    handed_in_with,
    locked_enrolments,
    locked_group_work,
    locked_work,
)
from courses.api import Done, Enrolment, Evidence, RunItem, is_shut, step_rule
from lms.jobs.api import scheduled
from lms.records.audit import log_fact


@transaction.atomic
def hand_in_together(
    *,
    enrolment: Enrolment,
    group_id: int,
    item: RunItem,
    version: AssignmentVersion,
    shown: str,
    statements: Sequence[str],
) -> Submission:
    """Hand in the group's work for everybody who is in the group now and has not handed in already. The one who
    presses has confirmed the statements; each other does it when they come. Handing in again changes nothing.

    Raises ``CannotHandIn``, ``NotOpen`` and, when the work has changed meanwhile, ``WrittenElsewhere``.
    """
    if is_shut(enrolment, item):
        raise NotOpen
    if step_rule(item).done == Done.SUBMITTED:  # before the works, as completion does, and in one order
        list(Enrolment.objects.select_for_update().filter(group=group_id).order_by("pk").values_list("pk"))
    work = locked_group_work(group_id, item.activity_id)
    waiting = {"work__activity": item.activity_id, "state": Submission.State.WAITING}
    own = Submission.objects.filter(work__enrolment=enrolment, **waiting).first()
    if own:
        return own
    content = checked_content(work, version=version, shown=shown, statements=statements)
    work.state, work.shared = Work.State.HANDED_IN, uuid.uuid4()
    work.save(update_fields=["state", "shared"])
    made = None
    members = Enrolment.objects.active().filter(group=group_id).select_related("run", "learner__user")
    for member in members.order_by("pk"):
        said = statements if member.pk == enrolment.pk else ()
        copy = _copy_for(member, content, work=work, item=item, version=version, statements=said)
        made = copy if member.pk == enrolment.pk else made
    if made is None:  # left the group between the page and the press
        raise CannotHandIn("changed")
    log_fact("submission.handed_in", subject=made, actor=enrolment.learner.user)
    return made


def _copy_for(
    member: Enrolment, content: Any, *, work: Work, item: Any, version: AssignmentVersion, statements: Sequence[str]
) -> Submission | None:
    """One member's own version; None for who has handed in already, alone or with an earlier group."""
    own = locked_work(member, item.activity_id)
    if not own.is_open:
        return None
    made = made_submission(
        own, content, enrolment=member, item=item, version=version, statements=statements, shared=work.shared
    )
    if not own.text or own.submissions.filter(text=own.text).exists():  # not over what they wrote alone
        own.text, own.seq, own.writer = content.text, own.seq + 1, ""
    own.state = Work.State.HANDED_IN
    own.save(update_fields=["state", "text", "seq", "writer"])
    tell_received(made, enrolment=member)
    done_by_handing_in(made, item=item, enrolment=member)
    return made


@transaction.atomic
def confirm_statements(*, enrolment: Enrolment, activity_id: int, statements: Sequence[str]) -> None:
    """A member says of what the group handed in what the one who pressed has said. Confirmed once, it stands.

    Raises ``CannotHandIn`` when one is missing.
    """
    if len(statements) < len(STATEMENTS):
        raise CannotHandIn("statements")
    own = Submission.objects.select_for_update().filter(work__enrolment=enrolment, work__activity_id=activity_id)
    newest = own.exclude(state=Submission.State.WITHDRAWN).order_by("-number").first()
    if newest is None or newest.statements:
        return
    newest.statements = list(statements)
    newest.save(update_fields=["statements"])
    log_fact("submission.confirmed", subject=newest, actor=enrolment.learner.user)


def give_to_all(review: Review, *, actor: Any) -> None:
    """What was decided of one member's version holds for every other: the same words and levels, the same state, and
    what comes with it. The caller holds ``locked_enrolments`` and has given ``review`` itself."""
    submission = review.submission
    if submission.shared is None:
        return
    enrolments = locked_enrolments(submission)
    group_work_of(submission).update(state=review.decision)
    others = handed_in_with(submission).exclude(pk=submission.pk).select_related("work__activity")
    for other in others.filter(state=Submission.State.WAITING):
        _give_copy(review, other, enrolment=enrolments[other.work.enrolment_id], actor=actor)


def _give_copy(review: Review, other: Submission, *, enrolment: Enrolment, actor: Any) -> None:
    kept = ("reviewer_id", "levels", "comment", "note", "decision", "state", "begun_at", "saved_at", "released_at")
    Review.objects.create(submission=other, **{name: getattr(review, name) for name in kept})
    Submission.objects.filter(pk=other.pk).update(state=review.decision)
    Work.objects.filter(pk=other.work_id).update(state=review.decision)
    log_fact(f"submission.{review.decision}", subject=other, actor=actor)
    if enrolment.status == Enrolment.Status.CANCELLED:
        return
    tell_feedback(other, enrolment=enrolment)
    if review.decision == Review.Decision.ACCEPTED:
        evidence = Evidence(kind="assignment_accepted", id=other.pk)
        complete_assignment(enrolment=enrolment, activity_id=other.work.activity_id, evidence=evidence, actor=actor)


@scheduled("delete drafts of groups that are gone", every=timedelta(days=1))
def delete_orphaned_group_works() -> int:
    """A group's draft goes when nobody is in the group any more, or the group is gone. What was handed in is each
    member's own; files go when no version has them any more."""
    orphans = Work.objects.filter(enrolment=None).exclude(group__enrolments__isnull=False)
    return sum(_delete_draft(pk) for pk in list(orphans.values_list("pk", flat=True)))


@transaction.atomic
def _delete_draft(pk: int) -> bool:
    work = Work.objects.select_for_update().filter(pk=pk).first()
    if work is None:
        return False
    for file in WorkFile.objects.filter(work=work, submissions=None):
        storage, name = file.file.storage, file.file.name
        if name:
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
        file.delete()
    if work.files.exists():
        changed = Work.objects.filter(pk=pk).exclude(text="").update(text="", saved_at=timezone.now())
        return bool(changed)
    work.delete()
    return True
