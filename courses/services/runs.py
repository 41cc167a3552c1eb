"""Runs and the outlines they own."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.models import Activity, Course, Run, RunItem, RunSection, RunStaff
from courses.services.progress import settle_run
from lms.records.audit import log_fact


@transaction.atomic
def create_run(
    *,
    course: Course,
    code: str,
    name: str,
    actor: Any,
    language: str = "fi",
    starts: datetime.date | None = None,
    ends: datetime.date | None = None,
    capacity: int | None = None,
    is_open: bool = False,
) -> Run:
    """Make a run that follows its course until it first opens. Raises IntegrityError for a code in use."""
    run = Run.objects.create(
        course=course,
        code=code,
        name=name,
        language=language,
        starts=starts,
        ends=ends,
        capacity=capacity,
        is_open=is_open,
    )
    _take_outline(run)
    log_fact("run.created", subject=run, actor=actor)
    return run


@transaction.atomic
def name_trainer(*, run: Run, user: Any, actor: Any) -> None:
    """Make ``user`` a trainer of ``run``; naming twice changes nothing."""
    _, made = RunStaff.objects.get_or_create(run=run, user=user, role=RunStaff.Role.TRAINER)
    if made:
        log_fact("run.trainer_named", subject=run, actor=actor, detail={"user": str(user.key)})


@transaction.atomic
def set_times(
    *,
    run: Run,
    activity_id: int,
    opens_at: datetime.datetime | None,
    closes_at: datetime.datetime | None,
    actor: Any,
) -> None:
    """When the run's activity opens and closes. Raises ``RunItem.DoesNotExist`` for one that it does not have."""
    item = RunItem.objects.select_for_update().get(run=run, activity=activity_id)
    if (item.opens_at, item.closes_at) == (opens_at, closes_at):
        return
    item.opens_at, item.closes_at = opens_at, closes_at
    item.save(update_fields=["opens_at", "closes_at"])
    log_fact("run.times_set", subject=item, actor=actor, detail={"run": run.pk, "activity": activity_id})


def let_runs_follow(*, course: Course) -> None:
    """Runs that have not opened, and self-paced ones, take the new outline; others wait for their trainer."""
    runs = Run.objects.select_for_update().filter(course=course)
    if course.type != Course.Type.SELF_PACED:
        runs = runs.filter(frozen_at=None)
    for run in runs:
        _take_outline(run)
        settle_run(run=run, actor=None)


@transaction.atomic
def freeze_run(*, run: Run) -> None:
    """The run has opened: from now on its outline changes only by its trainer's act."""
    Run.objects.filter(pk=run.pk, frozen_at=None).update(frozen_at=timezone.now())


@transaction.atomic
def adopt_outline(*, run: Run, actor: Any) -> None:
    """The trainer takes the author's changes into a frozen run. Nobody's completion is undone."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    changes = pending_changes(run)
    _take_outline(run)
    if any(changes.values()):
        log_fact("run.outline_adopted", subject=run, actor=actor, detail=changes)
    settle_run(run=run, actor=actor)


def pending_changes(run: Run) -> dict[str, list[str]]:
    """Titles that adopting would add and remove, and whether only order or required marks differ."""
    wanted = _wanted_items(run)
    have = {item.activity.key: item for item in run.items.select_related("activity", "section")}
    names = dict(Activity.objects.filter(key__in=wanted).values_list("key", "title"))
    ordered = sorted(have.values(), key=lambda item: (item.section.position, item.position))
    same = [(i.activity.key, i.required, i.section.key) for i in ordered] == [
        (key, required, section) for key, (required, section) in wanted.items()
    ]
    added = [names[key] for key in wanted if key not in have]
    removed = [item.activity.title for key, item in have.items() if key not in wanted]
    return {"added": added, "removed": removed, "changed": [] if same or added or removed else ["order"]}


def _wanted_items(run: Run) -> dict:
    """The course's outline as {activity key: (required, section key)}, only of activities that can be studied."""
    usable = {
        str(key): key
        for key in Activity.objects.filter(course=run.course, retired_at=None, publications__superseded_at=None)
        .exclude(publications=None)
        .values_list("key", flat=True)
    }
    return {
        usable[item["activity"]]: (item["required"], _uuid(section["key"]))
        for section in run.course.outline
        for item in section["items"]
        if item["activity"] in usable
    }


def _uuid(text: str) -> Any:
    return RunSection._meta.get_field("key").to_python(text)


def _take_outline(run: Run) -> None:
    """Make sections and items equal to the course's outline; items that stay keep their row, dates and rule."""
    wanted = _wanted_items(run)
    activities = {activity.key: activity for activity in Activity.objects.filter(key__in=wanted)}
    run.items.exclude(activity__key__in=wanted).delete()
    used = {section for _, section in wanted.values()}
    sections = {}
    for position, section in enumerate(run.course.outline):
        if _uuid(section["key"]) in used:
            titles = section["titles"]
            title = titles.get(run.language) or titles.get("fi") or next(iter(titles.values()), "")
            sections[_uuid(section["key"])], _ = RunSection.objects.update_or_create(
                run=run, key=section["key"], defaults={"title": title, "position": position}
            )
    for position, (key, (required, section_key)) in enumerate(wanted.items()):
        RunItem.objects.update_or_create(
            run=run,
            activity=activities[key],
            defaults={"section": sections[section_key], "position": position, "required": required},
        )
    run.sections.exclude(key__in=used).delete()
