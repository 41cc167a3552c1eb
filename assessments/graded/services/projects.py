"""A development project: its milestones as the author has them, the conversation, and the supervisor's approval."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import Submission, Work
from assessments.graded.models.projects import Endorsement, Milestone, ProjectMessage
from assessments.graded.queries.projects import waits_in
from assessments.graded.rules.projects import LINK_LIFE, MOST_LINKS_A_DAY, Stage, is_finished
from assessments.graded.services.project_notices import (
    ask_supervisor,
    tell_of_approval,
    tell_of_message,
    tell_trainers,
)
from courses.api import Activity, Enrolment, Evidence, NotInThisRun, complete_activity
from lms.jobs.api import scheduled
from lms.records.audit import log_fact


class NothingToApprove(Exception):
    """No milestone that needs approval has been handed in, or it has been approved already."""


class TooManyLinks(Exception):
    """Enough links have been sent today."""


class LinkUsed(Exception):
    """The approval was given already, or the time to give it is over."""


@transaction.atomic
def publish_project(*, key: UUID, milestones: Sequence[UUID], approved: int) -> None:
    """Make the assignments with these keys the project's milestones, in order. ``approved`` is the place, from one,
    of the milestone that a supervisor approves; 0 for none. Publishing the same again changes nothing."""
    project = Activity.objects.select_for_update().filter(key=key).first()
    if project is None:
        return
    by_key = {one.key: one for one in Activity.objects.filter(key__in=list(milestones))}
    wanted = [by_key[one] for one in milestones if one in by_key]
    Milestone.objects.filter(project=project).exclude(activity__in=wanted).delete()
    for place, activity in enumerate(wanted, start=1):
        values = {"project": project, "position": place, "needs_approval": place == approved}
        Milestone.objects.update_or_create(activity=activity, defaults=values)


@transaction.atomic
def write_message(*, enrolment: Enrolment, activity_id: int, text: str, writer: Any, role: str) -> ProjectMessage:
    """Add to the conversation. A trainer's message is told to the learner by mail, without what it says; a learner's
    to the trainers, unless an earlier one waits for them already. The same words sent twice in a minute, as a double
    press sends them, are one message."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    recent = timezone.now() - timedelta(minutes=1)
    about = {"enrolment": enrolment, "activity_id": activity_id, "writer": writer, "role": role}
    newest = ProjectMessage.objects.filter(**about, sent_at__gt=recent).order_by("-pk").first()
    if newest and newest.text == text:
        return newest
    waited = waits_in(enrolment_id=enrolment.pk, activity_id=activity_id)
    message = ProjectMessage.objects.create(**about, text=text)
    log_fact("project.message", subject=message, actor=writer, learner_key=enrolment.learner.key)
    if role == ProjectMessage.Role.TRAINER:
        tell_of_message(message, enrolment=enrolment)
    elif not waited:
        tell_trainers(message, enrolment=enrolment)
    return message


@transaction.atomic
def settle_messages(*, enrolment: Enrolment, activity_id: int, actor: Any) -> None:
    """A trainer says that what the learner wrote last needs no answer. Saying it twice changes nothing."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    waiting = waits_in(enrolment_id=enrolment.pk, activity_id=activity_id)
    if waiting:
        waiting.settled_at = timezone.now()
        waiting.save(update_fields=["settled_at"])
        log_fact("project.message_settled", subject=waiting, actor=actor, learner_key=enrolment.learner.key)


@transaction.atomic
def ask_approval(*, enrolment: Enrolment, activity_id: int, submission: Submission | None, email: str) -> Endorsement:
    """Send a supervisor the link to one handed-in milestone. Raises ``NothingToApprove`` and ``TooManyLinks``."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    given = Endorsement.objects.filter(enrolment=enrolment, activity_id=activity_id)
    if is_taken_back(submission) or given.exclude(endorsed_at=None).exists():
        raise NothingToApprove
    now = timezone.now()
    if given.filter(asked_at__gt=now - timedelta(days=1)).count() >= MOST_LINKS_A_DAY:
        raise TooManyLinks
    asked = Endorsement.objects.create(
        enrolment=enrolment,
        activity_id=activity_id,
        submission=submission,
        email=email,
        asked_at=now,
        expires_at=now + LINK_LIFE,
    )
    log_fact("endorsement.asked", subject=asked, actor=enrolment.learner.user)
    ask_supervisor(asked, enrolment=enrolment)
    return asked


@transaction.atomic
def endorse(*, endorsement_id: int, name: str, job_title: str) -> Endorsement:
    """The supervisor approves, once. The address the link went to is forgotten. Raises ``LinkUsed``."""
    enrolment = _locked_enrolment(endorsement_id)
    asked = Endorsement.objects.select_for_update().get(pk=endorsement_id)
    others = Endorsement.objects.filter(enrolment=enrolment, activity_id=asked.activity_id).exclude(pk=asked.pk)
    is_over = asked.endorsed_at or asked.expires_at <= timezone.now() or is_taken_back(asked.submission)
    if is_over or others.exclude(endorsed_at=None).exists():
        raise LinkUsed
    asked.name, asked.job_title, asked.endorsed_at, asked.email = name, job_title, timezone.now(), ""
    asked.save(update_fields=["name", "job_title", "endorsed_at", "email"])
    others.update(email="", expires_at=timezone.now())
    log_fact("endorsement.given", subject=asked, learner_key=enrolment.learner.key)
    tell_of_approval(asked, enrolment=enrolment)
    settle_project(enrolment=enrolment, project_id=asked.activity_id, actor=None)
    return asked


def is_taken_back(submission: Submission | None) -> bool:
    """Whether there is nothing to approve any more: asked under the enrolment's lock, as one takes back under it."""
    standing = Submission.objects.exclude(state=Submission.State.WITHDRAWN)
    return submission is None or not standing.filter(pk=submission.pk).exists()


@scheduled("forget addresses of supervisors", every=timedelta(days=1))
def forget_addresses() -> int:
    """A supervisor's address is kept as long as the link that went there works. How many were forgotten."""
    return Endorsement.objects.filter(expires_at__lte=timezone.now()).exclude(email="").update(email="")


def _locked_enrolment(endorsement_id: int) -> Enrolment:
    pk = Endorsement.objects.values_list("enrolment_id", flat=True).get(pk=endorsement_id)
    rows = Enrolment.objects.select_related("run", "learner__user").select_for_update(of=("self",))
    return rows.get(pk=pk)


@transaction.atomic
def record_approval(
    *, enrolment: Enrolment, activity_id: int, submission: Submission | None, name: str, job_title: str, reason: str,
    actor: Any,
) -> Endorsement:  # fmt: skip
    """A trainer records an approval that was given in another way, and says how. Raises ``NothingToApprove``."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    given = Endorsement.objects.filter(enrolment=enrolment, activity_id=activity_id)
    if is_taken_back(submission) or given.exclude(endorsed_at=None).exists():
        raise NothingToApprove
    now = timezone.now()
    given.update(email="", expires_at=now)
    recorded = Endorsement.objects.create(
        enrolment=enrolment, activity_id=activity_id, submission=submission, asked_at=now, expires_at=now,
        endorsed_at=now, name=name, job_title=job_title, reason=reason, recorded_by=actor,
    )  # fmt: skip
    log_fact("endorsement.recorded", subject=recorded, actor=actor, reason=reason, learner_key=enrolment.learner.key)
    settle_project(enrolment=enrolment, project_id=activity_id, actor=actor)
    return recorded


def settle_milestone(*, enrolment: Enrolment, activity_id: int, actor: Any) -> None:
    """What accepting an assignment that is no step of the run means: perhaps its project is done."""
    project_id = Milestone.objects.filter(activity_id=activity_id).values_list("project_id", flat=True).first()
    if project_id:
        settle_project(enrolment=enrolment, project_id=project_id, actor=actor)


def settle_project(*, enrolment: Enrolment, project_id: int, actor: Any) -> bool:
    """Complete the project if every milestone is finished. The caller holds the enrolment's lock."""
    places = list(Milestone.objects.filter(project_id=project_id).values_list("activity_id", "needs_approval"))
    works = Work.objects.filter(enrolment=enrolment, activity__milestone__project_id=project_id)
    accepted = dict(works.filter(state=Work.State.ACCEPTED).values_list("activity_id", "pk"))
    given = Endorsement.objects.filter(enrolment=enrolment, activity_id=project_id).exclude(endorsed_at=None)
    approved = set(given.values_list("submission__work__activity_id", flat=True))
    stages = [Stage(pk in accepted, needs, pk in approved) for pk, needs in places]
    if not is_finished(stages):
        return False
    last = Submission.objects.filter(work_id=accepted[places[-1][0]], state=Submission.State.ACCEPTED)
    evidence = Evidence(kind="assignment_accepted", id=last.values_list("pk", flat=True).last())
    try:
        complete_activity(enrolment_id=enrolment.pk, activity_id=project_id, evidence=evidence, actor=actor)
    except NotInThisRun:  # the run has dropped it meanwhile; what was accepted stands
        return False
    return True
