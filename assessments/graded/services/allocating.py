"""Who marks what. It is told to everybody and binds nobody: any trainer of the run may still mark anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from assessments.graded.models import AnswerMarking, Response, Work, WorkMarking
from lms.accounts.api import User
from lms.records.audit import log_fact


@dataclass(frozen=True)
class Turns:
    """What is taken to be marked: ``of`` is the thing, ``row`` where it stands who marks it, ``name`` its way there
    and its word in the audit trail."""

    of: type[models.Model]
    row: type[WorkMarking | AnswerMarking]
    name: str


WORKS = Turns(Work, WorkMarking, "work")
ANSWERS = Turns(Response, AnswerMarking, "response")


@transaction.atomic
def allocate(turns: Turns, *, keys: Iterable[int], trainer: User | None, actor: Any) -> int:
    """Give these to ``trainer``, or to nobody with None. The caller has checked that all belong to the trainer's
    runs. How many changed hands; giving the same again changes nothing."""
    return _allocate(turns, dict.fromkeys(keys, trainer.pk if trainer else None), actor)


@transaction.atomic
def share(turns: Turns, *, shared: Mapping[int, int], actor: Any) -> int:
    """Give each to the trainer it names, unless somebody has taken it meanwhile. How many were given."""
    _lock(turns, shared)
    taken = turns.row.objects.filter(**{f"{turns.name}__in": shared}).exclude(trainer=None)
    gone = set(taken.values_list(f"{turns.name}_id", flat=True))
    return _allocate(turns, {key: trainer for key, trainer in shared.items() if key not in gone}, actor)


def _lock(turns: Turns, keys: Iterable[int]) -> None:
    """In a fixed order, so that two who share at once wait for each other."""
    list(turns.of.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk").values_list("pk"))


def _allocate(turns: Turns, wanted: dict[int, int | None], actor: Any) -> int:
    _lock(turns, wanted)
    changed, now = 0, timezone.now()
    rows = turns.row.objects.select_for_update(of=("self",)).select_related(turns.name)
    known = {getattr(row, f"{turns.name}_id"): row for row in rows.filter(**{f"{turns.name}__in": list(wanted)})}
    for key, trainer_id in wanted.items():
        row = known.get(key) or turns.row(**{f"{turns.name}_id": key})
        if row.trainer_id == trainer_id:
            continue
        row.trainer_id, row.allocated_at = trainer_id, now if trainer_id else None
        row.save()
        detail = {"trainer": trainer_id}
        log_fact(f"{turns.name}.allocated", subject=getattr(row, turns.name), actor=actor, detail=detail)
        changed += 1
    return changed
