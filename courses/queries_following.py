"""Which runs have begun and lack the author's newest outline. A few statements for any number of runs."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from courses.models import Course, Run, RunItem
from courses.types import type_policy


def runs_behind(runs: Collection[Run]) -> list[Run]:
    """Those of ``runs`` (each with its course) whose trainer may take the author's changes and has neither taken them
    nor decided to leave them. One statement, none when no run has begun."""
    begun = [run for run in runs if waits_for_trainer(run) and run.kept_outline != version_of(run.course)]
    if not begun:
        return []
    have: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = RunItem.objects.filter(run__in=[run.pk for run in begun]).order_by("section__position", "position")
    for run_id, *item in rows.values_list("run_id", "section__key", "activity__key", "required", "rule"):
        have[run_id].append(tuple(item))
    return [run for run in begun if run.rule != run.course.rule or have[run.pk] != _wanted(run.course)]


def waits_for_trainer(run: Run) -> bool:
    """Whether a change of the outline comes into the run by its trainer's act only."""
    return bool(run.frozen_at) and not run.closed_at and not type_policy(run.course.type).follows_author


def runs_of_author(course_key: UUID) -> list[Run]:
    """Runs of a course that have begun and wait for their trainer to take the author's changes. Two statements."""
    rows = Run.objects.filter(course__key=course_key, closed_at=None).exclude(frozen_at=None)
    return runs_behind(rows.select_related("course").order_by("starts", "name", "pk"))


def version_of(course: Course) -> str:
    """What the author has now, as one short word: it differs whenever the outline or the rule does."""
    said = json.dumps([course.outline, course.rule], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _wanted(course: Course) -> list[tuple[Any, ...]]:
    return [
        (UUID(section["key"]), UUID(item["activity"]), item["required"], item.get("rule", {}))
        for section in course.outline
        for item in section["items"]
    ]
