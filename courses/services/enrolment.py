"""Getting in and getting out."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Enrolment, Progress, Run
from courses.services.runs import freeze_run
from courses.signals import enrolment_asked, enrolments_folding, place_freed
from lms.records.audit import log_fact, log_facts

Way = Enrolment.Way


class CannotEnrol(Exception):
    """Enrolment is refused; ``str()`` is a sentence for the person."""


class RunFull(CannotEnrol):
    """There are too few places."""


@transaction.atomic
def enrol_learner(
    *, run: Run, learner: Any, actor: Any = None, invited: bool = False, holds_place: bool = False, way: str = Way.SELF
) -> Enrolment:
    """Put ``learner`` into a run; enrolling twice gives the same enrolment. Who is ``invited`` gets in although the
    run is not open to everybody; who ``holds_place`` has one already, counted among those taken. ``way`` is how they
    came. Raises ``CannotEnrol``."""
    existing = Enrolment.objects.filter(run=run, learner=learner).first()
    if existing and existing.status != Enrolment.Status.CANCELLED:
        if holds_place:
            _give_place_back(run)
        return existing
    refuse_unless_open(run, invited=invited)
    if holds_place:
        freeze_run(run=run)
    else:
        enrolment_asked.announce_strictly(run_id=run.pk, learner_id=learner.pk, invited=invited)
        _take_place(run)
    if existing:
        existing.status, existing.left_at, existing.left_reason = Enrolment.Status.ACTIVE, None, ""
        existing.save(update_fields=["status", "left_at", "left_reason"])
        enrolment = existing
    else:
        try:
            with transaction.atomic():
                enrolment = Enrolment.objects.create(run=run, learner=learner, way=way)
        except IntegrityError:  # the same person pressed twice
            _give_place_back(run)
            return Enrolment.objects.get(run=run, learner=learner)
    log_fact("enrolment.made", subject=enrolment, actor=actor, learner_key=learner.key)
    return enrolment


@transaction.atomic
def enrol_learners(*, run: Run, learners: Sequence[Any], actor: Any = None, invited: bool = False) -> list[Enrolment]:
    """Put many into a run at once, in a few statements: everybody, or nobody when there are too few places. Those who
    are in already stay as they are. Returns the enrolments that were made or made active again. Raises
    ``CannotEnrol``."""
    refuse_unless_open(run, invited=invited)
    Run.objects.select_for_update().get(pk=run.pk)  # whoever enrols meanwhile waits, or finds their row made
    people = {learner.pk: learner for learner in learners}
    known = {one.learner_id: one for one in Enrolment.objects.filter(run=run, learner_id__in=people)}
    back = [one for one in known.values() if one.status == Enrolment.Status.CANCELLED]
    new = [Enrolment(run=run, learner=learner, way=Way.STAFF) for pk, learner in people.items() if pk not in known]
    if not new and not back:
        return []
    enrolment_asked.announce_strictly(run_id=run.pk, learner_id=None, invited=invited)
    _take_place(run, count=len(new) + len(back))
    again = Enrolment.objects.filter(pk__in=[one.pk for one in back])
    again.update(status=Enrolment.Status.ACTIVE, left_at=None, left_reason="")
    made = back + Enrolment.objects.bulk_create(new)
    log_facts("enrolment.made", subjects=[(one, people[one.learner_id].key) for one in made], actor=actor)
    return made


def refuse_unless_open(run: Run, *, invited: bool = False) -> None:
    """Raise ``CannotEnrol`` with the reason when the run takes nobody now; the invited need no open door."""
    if not invited and not run.is_open:
        raise CannotEnrol(_("This run is not open for enrolment."))
    if not invited:
        refuse_outside_window(run)
    if run.closed_at or (run.ends and timezone.localdate() > run.ends):
        raise CannotEnrol(_("This run has ended."))


def refuse_outside_window(run: Run) -> None:
    """Raise ``CannotEnrol`` before the time of enrolling and after it."""
    now = timezone.now()
    if run.enrolment_opens and now < run.enrolment_opens:
        raise CannotEnrol(_("Enrolment has not opened yet."))
    if run.enrolment_closes and now > run.enrolment_closes:
        raise CannotEnrol(_("Enrolment has closed."))


def _take_place(run: Run, *, count: int = 1) -> None:
    """Count the places as taken; with the first of them the run has opened (as ``freeze_run`` says it)."""
    free = Q(capacity=None) | Q(places_taken__lte=F("capacity") - count)
    opened = Coalesce("frozen_at", Value(timezone.now()))
    if not Run.objects.filter(free, pk=run.pk).update(places_taken=F("places_taken") + count, frozen_at=opened):
        raise RunFull(_("This run is full.") if count == 1 else _("This run has too few places left."))


def _give_place_back(run: Run) -> None:
    Run.objects.filter(pk=run.pk, places_taken__gt=0).update(places_taken=F("places_taken") - 1)


@transaction.atomic
def cancel_enrolment(*, enrolment: Enrolment, actor: Any = None, reason: str = "") -> Enrolment | None:
    """Leave a run; ``reason`` is that of the staff who take somebody out. What was done is kept, so that coming back
    continues. Returns the enrolment as it is now; None when there was nothing to leave: who has left, has left, and a
    completed run is not left."""
    Run.objects.select_for_update().get(pk=enrolment.run_id)  # the run first, as everything about its places does
    enrolment = Enrolment.objects.lock(enrolment.pk)
    if enrolment.status != Enrolment.Status.ACTIVE:
        return None
    enrolment.status, enrolment.left_at, enrolment.left_reason = Enrolment.Status.CANCELLED, timezone.now(), reason
    enrolment.save(update_fields=["status", "left_at", "left_reason"])
    _give_place_back(enrolment.run)
    log_fact("enrolment.cancelled", subject=enrolment, actor=actor, learner_key=enrolment.learner.key, reason=reason)
    place_freed.announce(run_id=enrolment.run_id)
    return enrolment


def enrol_pseudonymously(*, run: Run, learner: Any) -> Enrolment:
    """Enrol somebody without an account; only a course whose policy allows it. Raises ``CannotEnrol``."""
    if run.course.policy != Course.Policy.PRIVATE:
        raise CannotEnrol(_("This training needs an account."))
    return enrol_learner(run=run, learner=learner)


def fold_enrolments(*, source_id: int, target_id: int, trainings_only: bool = False) -> None:
    """Merge: same-run enrolments fold into one, progress is the union with the earliest dates. ``trainings_only``
    leaves the private kind where it is."""
    mine = {enrolment.run_id: enrolment for enrolment in Enrolment.objects.filter(learner_id=target_id)}
    moving = Enrolment.objects.select_for_update(of=("self",)).select_related("run").filter(learner_id=source_id)
    if trainings_only:
        moving = moving.filter(run__course__policy=Course.Policy.TRAINING)
    for enrolment in moving.order_by("pk"):
        kept = mine.get(enrolment.run_id)
        if kept is None:
            Enrolment.objects.filter(pk=enrolment.pk).update(learner_id=target_id)
        else:
            _fold(enrolment, into=kept)


def _fold(enrolment: Enrolment, *, into: Enrolment) -> None:
    enrolments_folding.announce_strictly(source_id=enrolment.pk, target_id=into.pk)
    have = {progress.activity_id: progress for progress in into.progress.all()}
    for progress in enrolment.progress.all():
        kept = have.get(progress.activity_id)
        if kept is None:
            Progress.objects.filter(pk=progress.pk).update(enrolment=into)
        else:
            earliest = min(kept.completed_at, progress.completed_at)
            Progress.objects.filter(pk=kept.pk).update(completed_at=earliest)
            progress.delete()
    held = sum(one.status != Enrolment.Status.CANCELLED for one in (enrolment, into))
    _take_the_further(enrolment, into)
    into.save()
    enrolment.delete()
    if held - (into.status != Enrolment.Status.CANCELLED):
        _give_place_back(into.run)
        place_freed.announce(run_id=into.run_id)


def _take_the_further(enrolment: Enrolment, into: Enrolment) -> None:
    """Who is in by either is in, and who has completed by either has, since the earlier day."""
    rank = [Enrolment.Status.CANCELLED, Enrolment.Status.ACTIVE, Enrolment.Status.COMPLETED]
    further = rank.index(enrolment.status) - rank.index(into.status)
    earlier = enrolment.completed_at and into.completed_at and enrolment.completed_at < into.completed_at
    if further > 0 or earlier:
        into.status, into.completed_at = enrolment.status, enrolment.completed_at
        into.left_at, into.left_reason = enrolment.left_at, enrolment.left_reason
    into.enrolled_at = min(into.enrolled_at, enrolment.enrolled_at)
    if not into.approved_at:
        into.approved_at, into.approval_reason = enrolment.approved_at, enrolment.approval_reason
    into.group_id = into.group_id or enrolment.group_id
