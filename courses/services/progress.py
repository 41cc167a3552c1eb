"""Completion: decided in the request's own transaction, with no background job."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.completion.defaults import rule_for
from courses.completion.judging import judge
from courses.completion.shape import Kind, StepFact, asks_for
from courses.completion.sources import days_of
from courses.facts import Evidence
from courses.models import Activity, Enrolment, Progress, Publication, Run, RunItem
from courses.queries_completion import facts_for
from courses.signals import activity_completed, completion_undoing, enrolment_completed
from lms.records.audit import log_fact
from lms.records.prepared import Prepared


class NotInThisRun(Exception):
    """The activity is not part of the enrolment's run, or the learner has left the run."""


class CannotUndo(Exception):
    """Something rests on the completion; ``str()`` is a sentence for the person."""


@transaction.atomic
def complete_activity(
    *, enrolment_id: int, activity_id: int, evidence: Evidence, actor: Any = None, publication_id: int | None = None
) -> Progress:
    """Record completion once; a later, weaker evidence never undoes or replaces it.

    Raises ``NotInThisRun``. When this was the last thing missing, the enrolment is completed and everybody who
    listens (the award) has acted before this returns.
    """
    # The lock comes first, or two last steps at once complete nobody.
    enrolment = Enrolment.objects.annotate(has_activity=_in_run(activity_id)).lock(enrolment_id)
    if enrolment.status == Enrolment.Status.CANCELLED or not enrolment.has_activity:
        raise NotInThisRun
    try:
        with transaction.atomic():
            progress = Progress.objects.create(
                enrolment=enrolment,
                activity_id=activity_id,
                publication_id=publication_id,
                evidence_kind=evidence.kind,
                evidence_id=evidence.id,
                reason=evidence.reason,
            )
    except IntegrityError:
        # Done already, but a later attempt may have brought the points that the run's rule asks for.
        settle_enrolment(enrolment=enrolment, actor=actor)
        return Progress.objects.get(enrolment=enrolment, activity_id=activity_id)
    log_fact("activity.completed", subject=progress, actor=actor, reason=evidence.reason)
    activity_completed.announce(enrolment_id=enrolment.pk, activity_id=activity_id)
    settle_enrolment(enrolment=enrolment, actor=actor)
    return progress


def _in_run(activity_id: int) -> Exists:
    """Whether the activity is in the run, told with the row of the enrolment itself."""
    return Exists(RunItem.objects.filter(run_id=OuterRef("run_id"), activity_id=activity_id))


def settle_enrolment(*, enrolment: Enrolment, actor: Any) -> bool:
    """Complete the enrolment if nothing required is missing. The caller holds its lock. Done stays done."""
    if enrolment.status != Enrolment.Status.ACTIVE or not _complete(enrolment):
        return False
    enrolment.status = Enrolment.Status.COMPLETED
    enrolment.completed_at = timezone.now()
    enrolment.save(update_fields=["status", "completed_at"])
    log_fact("enrolment.completed", subject=enrolment, actor=actor)
    enrolment_completed.announce(enrolment_id=enrolment.pk)
    return True


def _complete(enrolment: Enrolment) -> bool:
    """Whether the run's rule holds and no compulsory day is missing; one query, unless the rule asks for points or
    contact days, or nothing but a compulsory day can be missing."""
    rows = _STEPS.rows(enrolment.pk, enrolment.run_id)
    steps = tuple(
        StepFact(key=str(key), title=title, section=str(section), required=required, done=mine is not None)
        for key, title, section, required, mine, *_run in rows
    )
    stored, type_key, contact_days = rows[0][-3:] if rows else _run_of(enrolment)
    rule = rule_for(stored, type_key)
    if rule is None:
        return False
    holds = judge(rule, facts_for(enrolment, steps, rule, contact_days)).complete
    if not holds or not contact_days or asks_for(rule, Kind.DAYS):
        return holds
    return not days_of(enrolment).compulsory_missing


def _run_of(enrolment: Enrolment) -> tuple[dict[str, Any], str, int]:
    """What a run without steps is completed by."""
    return Run.objects.filter(pk=enrolment.run_id).values_list(*RUN_COLUMNS).get()


RUN_COLUMNS = ("rule", "course__type", "contact_days")


def _step_rows(enrolment_id: int, run_id: int) -> QuerySet:
    """The run's steps and rule, joined with this enrolment's rows alone: other people's are never looked at."""
    mine = FilteredRelation("activity__progress", condition=Q(activity__progress__enrolment_id=enrolment_id))
    steps = RunItem.objects.filter(run_id=run_id).annotate(mine=mine)
    run = (f"run__{name}" for name in RUN_COLUMNS)
    return steps.values_list("activity__key", "activity__title", "section__key", "required", "mine__pk", *run)


_STEPS = Prepared(_step_rows, -1, -2)


@transaction.atomic
def settle_anew(*, enrolment_id: int, actor: Any = None) -> bool:
    """Something that a rule may ask for has changed above (points, an attended day); whether that completed the
    enrolment."""
    return settle_enrolment(enrolment=Enrolment.objects.lock(enrolment_id), actor=actor)


@transaction.atomic
def approve_whole(*, enrolment_id: int, reason: str, actor: Any) -> bool:
    """The trainer approves the whole, as the rule asks; whether that completed it. Raises ValueError without a
    reason. Approving twice keeps the first."""
    if not reason.strip():
        raise ValueError("an approval needs a reason")
    enrolment = Enrolment.objects.lock(enrolment_id)
    if enrolment.approved_at is None:
        enrolment.approved_at, enrolment.approval_reason = timezone.now(), reason.strip()[:500]
        enrolment.save(update_fields=["approved_at", "approval_reason"])
        log_fact("enrolment.approved", subject=enrolment, actor=actor, reason=enrolment.approval_reason)
    return settle_enrolment(enrolment=enrolment, actor=actor)


def settle_run(*, run: Run, actor: Any) -> int:
    """Settle every active enrolment of a run whose outline has changed; returns how many were completed."""
    active = (
        Enrolment.objects.filter(run=run, status=Enrolment.Status.ACTIVE).order_by("pk").values_list("pk", flat=True)
    )
    return sum(settle_enrolment(enrolment=Enrolment.objects.lock(pk), actor=actor) for pk in active)


@transaction.atomic
def undo_completion(*, enrolment_id: int, activity_id: int, actor: Any = None) -> None:
    """Take back a self-marked step. Raises ``CannotUndo`` when it was not self-marked or an award rests on it."""
    enrolment = Enrolment.objects.lock(enrolment_id)
    progress = Progress.objects.filter(enrolment=enrolment, activity_id=activity_id).first()
    if progress is None:
        return
    if progress.evidence_kind != Progress.Evidence.SELF_MARKED:
        raise CannotUndo(_("Only a step that you marked as done yourself can be taken back."))
    if enrolment.status == Enrolment.Status.COMPLETED:
        raise CannotUndo(_("The training is completed and the certificate rests on this step."))
    completion_undoing.announce_strictly(enrolment_id=enrolment.pk, activity_id=activity_id)
    log_fact("activity.completion_undone", subject=progress, actor=actor)
    progress.delete()


@transaction.atomic
def withdraw_evidence(*, enrolment_id: int, activity_id: int, evidence: Evidence, actor: Any = None) -> bool:
    """Take back a completion that rests on exactly this evidence and was a mistake (an attendance put right). What
    a completed training rests on stays. Whether it was taken back."""
    enrolment = Enrolment.objects.lock(enrolment_id)
    rests = Progress.objects.filter(
        enrolment=enrolment, activity_id=activity_id, evidence_kind=evidence.kind, evidence_id=evidence.id
    ).first()
    if rests is None or enrolment.status == Enrolment.Status.COMPLETED:
        return False
    completion_undoing.announce_strictly(enrolment_id=enrolment.pk, activity_id=activity_id)
    log_fact("activity.completion_undone", subject=rests, actor=actor, learner_key=enrolment.learner.key)
    rests.delete()
    return True


def mark_done_by_hand(*, enrolment_id: int, activity_id: int, reason: str, actor: Any) -> Progress:
    """The trainer marks a requirement done and says why. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a completion by hand needs a reason")
    evidence = Evidence(kind=Progress.Evidence.BY_HAND, reason=reason.strip()[:500])
    return complete_activity(enrolment_id=enrolment_id, activity_id=activity_id, evidence=evidence, actor=actor)


def current_publication(*, activity: Activity, language: str) -> Publication | None:
    """What learners see of ``activity`` now, in ``language`` or else in Finnish."""
    live = activity.publications.filter(superseded_at=None)
    return live.filter(language=language).first() or live.filter(language="fi").first() or live.first()


def recompute_completions() -> int:
    """Settle everybody; the number of enrolments completed is 0 unless something was missed."""
    completed = 0
    for pk in Enrolment.objects.filter(status=Enrolment.Status.ACTIVE).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            completed += settle_enrolment(enrolment=Enrolment.objects.lock(pk), actor=None)
    return completed
