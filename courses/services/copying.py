"""A new run made from an earlier one: the plan comes along, the people do not."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from courses.copying import address_for, shifted, shifted_when
from courses.models import Group, Run, RunItem
from courses.queries_copying import dates_of
from courses.services.runs import create_run, name_trainer
from courses.signals import run_copied
from lms.records.audit import log_fact

_ITEM_DATES = ("opens_at", "closes_at", "due_at")


class NothingToShift(Exception):
    """A new start was given for a run that has no date to count from."""


@transaction.atomic
def copy_run(
    *,
    source: Run,
    name: str,
    starts: datetime.date | None,
    place: str,
    capacity: int | None,
    trainers: Sequence[Any],
    actor: Any,
) -> Run:
    """Make a run from ``source`` that begins on ``starts``: every date is as many days later, by the clock here.

    It takes the author's newest outline and rules, the dates of the source's steps, the names of its groups, and
    ``trainers``; it is not open for enrolment. Doing the same again gives the run that was made. Raises
    ``NothingToShift`` when a start is given for a run without dates.
    """
    source = Run.objects.select_for_update().select_related("course").get(pk=source.pk)
    days = _days_between(dates_of(source).base, starts)
    made = Run.objects.filter(made_from=source, name=name, starts=_moved(source.starts, days)).first()
    if made:
        return made
    run = create_run(
        course=source.course,
        code=free_address(source.course.code, name),
        name=name,
        actor=actor,
        language=source.language,
        starts=_moved(source.starts, days),
        ends=_moved(source.ends, days),
        enrolment_opens=_moved(source.enrolment_opens, days),
        enrolment_closes=_moved(source.enrolment_closes, days),
        place=place,
        place_access=source.place_access if place == source.place else "",
        capacity=capacity,
    )
    run.made_from = source
    run.save(update_fields=["made_from"])
    _copy_step_dates(source, run, days)
    Group.objects.bulk_create(Group(run=run, name=group.name) for group in source.groups.order_by("pk"))
    for user in trainers:
        name_trainer(run=run, user=user, actor=actor)
    log_fact("run.copied", subject=run, actor=actor, detail={"source": source.pk, "days": days})
    run_copied.announce_strictly(source_id=source.pk, target_id=run.pk, days=days)
    return run


def free_address(course_code: str, name: str) -> str:
    """An address that no run has, made of the course's and the run's name."""
    taken = Run.objects.filter(code__startswith=course_code[:40]).values_list("code", flat=True)
    return address_for(course_code, name, taken)


def _days_between(base: datetime.date | None, starts: datetime.date | None) -> int:
    if starts is None:
        return 0
    if base is None:
        raise NothingToShift
    return (starts - base).days


def _moved(when: Any, days: int) -> Any:
    return shifted_when(when, days) if when else None


def _copy_step_dates(source: Run, target: Run, days: int) -> None:
    """Dates of the steps that both runs have."""
    old = {item.activity_id: item for item in source.items.all()}
    items = [item for item in target.items.all() if item.activity_id in old]
    for item in items:
        earlier = old[item.activity_id]
        for field in _ITEM_DATES:
            moment = getattr(earlier, field)
            setattr(item, field, shifted(moment, days) if moment else None)
    RunItem.objects.bulk_update(items, _ITEM_DATES)
