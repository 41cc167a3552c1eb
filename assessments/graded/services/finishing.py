"""When an assignment is done: its text taken, and others' texts read where that belongs to it."""

from typing import Any

from django.db import transaction

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import PeerTurn, Submission, Work
from assessments.graded.rules.peer import is_finished
from assessments.graded.services.projects import settle_milestone
from courses.api import Enrolment, Evidence, NotInThisRun, complete_activity


def has_read_enough(submission: Submission) -> bool:
    """Whether the writer has read as many texts of others as this version asks for, or need not. No query where no
    peer review belongs to the assignment."""
    wanted = AssignmentSettings.restored(submission.version.settings).peer_reviews
    if not wanted:
        return True
    work = Work.objects.defer("text").get(pk=submission.work_id)
    return bool(work.peer_waiver) or sent_by(work) >= wanted


def sent_by(work: Work) -> int:
    """How many reviews the writer of ``work`` has sent of others' texts."""
    turns = PeerTurn.objects.filter(enrolment_id=work.enrolment_id, activity_id=work.activity_id)
    return turns.exclude(sent_at=None).count()


@transaction.atomic
def finish_if_ready(*, enrolment_id: int, activity_id: int, actor: Any) -> bool:
    """Complete an assignment with peer review if nothing is missing any more. Whether it is done.

    The enrolment is locked first, as completion does it: an acceptance at the same moment sees this, or this sees it.
    """
    enrolment = Enrolment.objects.lock(enrolment_id)
    work = Work.objects.defer("text").filter(enrolment_id=enrolment_id, activity_id=activity_id).first()
    standing = work.submissions.exclude(state=Submission.State.WITHDRAWN) if work else Submission.objects.none()
    submission = standing.select_related("version").order_by("-number").first()
    if submission is None:
        return False
    settings = AssignmentSettings.restored(submission.version.settings)
    facts = {"state": work.state, "needs_accepting": settings.peer_accepting, "wanted": settings.peer_reviews}
    if not is_finished(**facts, sent=sent_by(work), waived=bool(work.peer_waiver)):
        return False
    kind = "assignment_accepted" if work.state == Work.State.ACCEPTED else "peer_reviewed"
    evidence = Evidence(kind=kind, id=submission.pk)
    complete_assignment(enrolment=enrolment, activity_id=activity_id, evidence=evidence, actor=actor)
    return True


def complete_assignment(*, enrolment: Enrolment, activity_id: int, evidence: Evidence, actor: Any) -> None:
    """The requirement is met, and with it perhaps the training. The caller holds the enrolment's lock."""
    try:
        complete_activity(enrolment_id=enrolment.pk, activity_id=activity_id, evidence=evidence, actor=actor)
    except NotInThisRun:  # a milestone of a project; or the run has dropped it meanwhile: what was decided stands
        settle_milestone(enrolment=enrolment, activity_id=activity_id, actor=actor)
