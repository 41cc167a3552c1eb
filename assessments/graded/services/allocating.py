"""Who marks what. It is told to everybody and binds nobody: any trainer of the run may still mark any work."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import Work, WorkMarking
from lms.accounts.api import User
from lms.records.audit import log_fact


@transaction.atomic
def allocate_works(*, work_ids: Iterable[int], trainer: User | None, actor: Any) -> int:
    """Give works to ``trainer``, or to nobody with None. The caller has checked that both belong to the run.
    How many changed hands; giving the same again changes nothing."""
    return _allocate(dict.fromkeys(work_ids, trainer.pk if trainer else None), actor)


@transaction.atomic
def share_works(*, shared: Mapping[int, int], actor: Any) -> int:
    """Give each work to the trainer it names, unless somebody has taken it meanwhile. How many were given."""
    _lock(shared)
    taken = WorkMarking.objects.filter(work__in=shared).exclude(trainer=None).values_list("work_id", flat=True)
    return _allocate({work: trainer for work, trainer in shared.items() if work not in set(taken)}, actor)


def _lock(work_ids: Iterable[int]) -> None:
    """In a fixed order, so that two who share at once wait for each other."""
    list(Work.objects.select_for_update().filter(pk__in=work_ids).order_by("pk").values_list("pk"))


def _allocate(wanted: dict[int, int | None], actor: Any) -> int:
    _lock(wanted)
    changed = 0
    now = timezone.now()
    known = {row.work_id: row for row in WorkMarking.objects.select_for_update().filter(work__in=wanted)}
    for work_id, trainer_id in wanted.items():
        row = known.get(work_id) or WorkMarking(work_id=work_id)
        if row.trainer_id == trainer_id:
            continue
        row.trainer_id, row.allocated_at = trainer_id, now if trainer_id else None
        row.save()
        log_fact("work.allocated", subject=row.work, actor=actor, detail={"trainer": trainer_id})
        changed += 1
    return changed
