"""Runs and the outlines they own."""

import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.access_rules import read_rule, rule_in_sentences
from courses.completion.words import Names
from courses.models import Activity, Course, Run, RunItem, RunSection, RunStaff
from courses.queries_completion import modules_of, rule_in_words
from courses.queries_following import version_of
from courses.services.progress import settle_run
from courses.types import type_policy
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
    enrolment_opens: datetime.datetime | None = None,
    enrolment_closes: datetime.datetime | None = None,
    place: str = "",
    place_access: str = "",
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
        enrolment_opens=enrolment_opens,
        enrolment_closes=enrolment_closes,
        place=place,
        place_access=place_access,
        capacity=capacity,
        is_open=is_open,
    )
    _take_outline(run)
    log_fact("run.created", subject=run, actor=actor)
    return run


@transaction.atomic
def name_trainer(*, run: Run, user: Any, actor: Any) -> None:
    """Make ``user`` a trainer of ``run``; naming twice changes nothing."""
    _staff, made = RunStaff.objects.get_or_create(run=run, user=user, role=RunStaff.Role.TRAINER)
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


@transaction.atomic
def set_dates(*, run: Run, dates: dict[int, dict[str, datetime.datetime | None]], actor: Any) -> int:
    """When steps of the run open and are to be ready: by activity, ``opens_at`` and ``due_at``. Steps that are not
    named keep theirs. How many changed."""
    items = RunItem.objects.select_for_update().filter(run=run, activity__in=list(dates)).order_by("pk")
    changed = 0
    for item in items:
        new = dates[item.activity_id]
        if all(getattr(item, name) == moment for name, moment in new.items()):
            continue
        for name, moment in new.items():
            setattr(item, name, moment)
        item.save(update_fields=list(new))
        log_fact("run.times_set", subject=item, actor=actor, detail={"run": run.pk, "activity": item.activity_id})
        changed += 1
    return changed


def let_runs_follow(*, course: Course) -> None:
    """Runs that have not opened, and self-paced ones, take the new outline; others wait for their trainer."""
    runs = Run.objects.select_for_update().filter(course=course)
    if not type_policy(course.type).follows_author:
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


@transaction.atomic
def keep_outline(*, run: Run, seen: str, actor: Any) -> bool:
    """The trainer has seen the author's changes and leaves them out: nobody is reminded before the author changes
    something more. False, and nothing is kept, when what was ``seen`` is not the newest any more."""
    run = Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)
    if seen != version_of(run.course):
        return False
    if run.kept_outline != seen:
        run.kept_outline = seen
        run.save(update_fields=["kept_outline"])
        log_fact("run.outline_kept", subject=run, actor=actor)
    return True


def pending_changes(run: Run) -> dict[str, list[str]]:
    """Titles that adopting would add, remove, require, no longer require, and put into another place; sentences on
    steps that would open or be done otherwise; and the rule of the whole, today's and the one after."""
    wanted = _wanted_items(run)
    rows = run.items.select_related("activity", "section").order_by("section__position", "position")
    have = {item.activity.key: item for item in rows}
    names = dict(Activity.objects.filter(key__in=wanted).values_list("key", "title"))
    kept = [key for key in have if key in wanted]
    marked = [key for key in kept if have[key].required != wanted[key][0]]
    ruled = [key for key in wanted if wanted[key][2] != (have[key].rule if key in have else {})]
    return {
        "added": [names[key] for key in wanted if key not in have],
        "removed": [item.activity.title for key, item in have.items() if key not in wanted],
        "required": [names[key] for key in marked if wanted[key][0]],
        "voluntary": [names[key] for key in marked if not wanted[key][0]],
        "moved": [names[key] for key in _moved(kept, have, wanted)],
        "steps": [one for key in ruled for one in _step_sentences(key, wanted[key][2], names, modules_of(run))],
        "rule": [rule_in_words(run, each) for each in (run.rule, run.course.rule) if run.rule != run.course.rule],
    }


def _step_sentences(key: Any, stored: dict, names: dict, modules: dict[str, str]) -> list[str]:
    """What the author wants of one step."""
    rule, titles = read_rule(stored), {str(one): title for one, title in names.items()}
    said = rule_in_sentences(rule, names[key], titles.get(rule.key, ""), Names(steps=titles, modules=modules))
    return said or [_("“%(title)s” is open at once and done in the ordinary way.") % {"title": names[key]}]


def _moved(kept: list, have: dict, wanted: dict) -> list:
    """Which of the kept steps change their module, or their place among the kept ones."""
    after = [key for key in wanted if key in have]
    unchanged = {
        block.b + step
        for block in SequenceMatcher(a=kept, b=after, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    return [key for place, key in enumerate(after) if place not in unchanged or have[key].section.key != wanted[key][1]]


def _wanted_items(run: Run) -> dict:
    """The course's outline as {activity key: (required, section key, rule)}, only of activities that can be
    studied."""
    usable = {
        str(key): key
        for key in Activity.objects.filter(course=run.course, retired_at=None, publications__superseded_at=None)
        .exclude(publications=None)
        .values_list("key", flat=True)
    }
    return {
        usable[item["activity"]]: (item["required"], _uuid(section["key"]), item.get("rule", {}))
        for section in run.course.outline
        for item in section["items"]
        if item["activity"] in usable
    }


def _uuid(text: str) -> Any:
    return RunSection._meta.get_field("key").to_python(text)


def _take_outline(run: Run) -> None:
    """Make the rule, sections and items equal to the course's; items that stay keep their row and dates."""
    if run.rule != run.course.rule:
        run.rule = run.course.rule
        run.save(update_fields=["rule"])
    wanted = _wanted_items(run)
    activities = {activity.key: activity for activity in Activity.objects.filter(key__in=wanted)}
    run.items.exclude(activity__key__in=wanted).delete()
    used = {section for _required, section, _rule in wanted.values()}
    sections = {}
    for position, section in enumerate(run.course.outline):
        if _uuid(section["key"]) in used:
            sections[_uuid(section["key"])], _made = RunSection.objects.update_or_create(
                run=run,
                key=section["key"],
                defaults={
                    "title": _title_of(section, run), "position": position, "scene": section.get("scene", ""),
                },
            )  # fmt: skip
    for position, (key, (required, section_key, rule)) in enumerate(wanted.items()):
        place = {"section": sections[section_key], "position": position, "required": required, "rule": rule}
        RunItem.objects.update_or_create(run=run, activity=activities[key], defaults=place)
    run.sections.exclude(key__in=used).delete()


def _title_of(section: dict, run: Run) -> str:
    """The module's title in the run's language, else in Finnish, else in any there is."""
    titles = section["titles"]
    return titles.get(run.language) or titles.get("fi") or next(iter(titles.values()), "")


def redraw_sections(*, course: Course) -> None:
    """Pictures follow the author in every run: they change nothing of what is studied."""
    for section in course.outline:
        scene = section.get("scene", "")
        RunSection.objects.filter(run__course=course, key=section["key"]).exclude(scene=scene).update(scene=scene)


def retitle_sections(run: Run) -> None:
    """The run's language has changed: its modules are called as the course calls them in that language."""
    wanted = {_uuid(section["key"]): _title_of(section, run) for section in run.course.outline}
    sections = [section for section in run.sections.all() if wanted.get(section.key, section.title) != section.title]
    for section in sections:
        section.title = wanted[section.key]
    RunSection.objects.bulk_update(sections, ["title"])
