"""Outlines: a run's as its learner walks it, and a course's as those read it who have not enrolled."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.richtext import linked_pages
from courses.api import DAYS, PRIOR, Activity, Lock, Step, lock_in_words
from lms.ui.templatetags.ui import icon

#: Where a step is done when it is no lesson: the view's name, and the folder below the run's address.
PLACES = {
    Activity.Kind.QUIZ: "graded:intro",
    Activity.Kind.ASSIGNMENT: "graded:assignment",
    Activity.Kind.PROJECT: "graded:project",
    Activity.Kind.COMPETENCE: "graded:competence",
}
#: Steps that make a module one to be studied.
STUDIED = (Activity.Kind.LESSON, Activity.Kind.PART)
FOLDERS = {
    Activity.Kind.QUIZ: "testi/",
    Activity.Kind.ASSIGNMENT: "tehtava/",
    Activity.Kind.PROJECT: "projekti/",
    Activity.Kind.COMPETENCE: "osaaminen/",
}
#: Where a lock leads that no step opens, as seen from a step of the run.
OTHER_WAYS = {DAYS: "../lahipaivat/", PRIOR: "../hyvaksiluku/"}


class Title(NamedTuple):
    """A title, and the language that it is in; empty when that is the page's own."""

    text: str
    language: str = ""


@dataclass(slots=True)
class Module:
    """A module of a course as it is announced: its lessons' titles are shown, not opened."""

    title: Title
    hours: int
    lessons: list[Title] = field(default_factory=list)
    scene: str = ""
    planned: list[Title] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: module 1, lesson 3 of 5. ``section`` is 0 in a module that has no number."""

    section: int
    number: int
    of: int
    previous: Step | None


def step_address(run_code: str, step: Step) -> str:
    """Where a learner does the step."""
    return reverse(PLACES.get(step.kind, "steps:step"), args=[run_code, step.slug])


def relative_address(kind: str, slug: str) -> str:
    """A step's address as seen from another step of the run."""
    return f"../{FOLDERS.get(kind, '')}{slug}/"


def is_locked(step: Step, now: datetime.datetime) -> bool:
    """Whether the step opens only later; what is done stays readable."""
    return step.is_locked(now)


def place_of(step: Step, steps: Sequence[Step]) -> Place:
    """The place of ``step`` among ``steps``; lessons are counted without the quiz of their module."""
    alike = [one for one in steps if one.section_key == step.section_key and one.kind == step.kind]
    index = steps.index(step)
    return Place(
        section=section_numbers(steps).get(step.section_key, 0),
        number=alike.index(step) + 1,
        of=len(alike),
        previous=steps[index - 1] if index else None,
    )


def section_numbers(steps: Sequence[Step]) -> dict[UUID, int]:
    """The numbers of the modules that are studied, by their keys: what comes before the first one or after the last,
    such as a self-assessment or the development project, has none, so that "module 2" is the same in texts and here."""
    studied = dict.fromkeys(one.section_key for one in steps if one.kind in STUDIED)
    return {key: number for number, key in enumerate(studied, start=1)}


def trail_html(steps: Sequence[Step], *, current: Step, now: datetime.datetime) -> SafeString:
    """The whole outline as HTML, joined from strings: a template would cost more than the lesson itself.

    Addresses are relative to the step's own (``…/<run>/<step>/``).
    """
    check = icon("check")
    kinds = {value: str(label) for value, label in Activity.Kind.choices}
    words = {"done": _("Done"), "now": _("You are here"), "todo": _("Not done yet"), "locked": _("Not open yet")}
    sections: dict[UUID, tuple[str, list[Step]]] = {}
    for step in steps:
        sections.setdefault(step.section_key, (step.section_title, []))[1].append(step)
    numbers = section_numbers(steps)
    return format_html_join(
        "",
        '<h3>{}</h3><ol class="trail">{}</ol>',
        (
            (
                _section_title(title, numbers.get(key, 0)),
                format_html_join("", "{}", ((_item(one, current, now, check, kinds, words),) for one in items)),
            )
            for key, (title, items) in sections.items()
        ),
    )


def _section_title(title: str, number: int) -> str:
    return _("Module %(number)d: %(title)s") % {"number": number, "title": title} if number else title


def _item(
    step: Step, current: Step, now: datetime.datetime, check: str, kinds: dict[str, str], words: dict[str, str]
) -> SafeString:
    here, locked = step is current, is_locked(step, now)
    state = "now" if here else "done" if step.is_done else "locked" if locked else "todo"
    inside = format_html(
        '<span class="dot">{}</span><span><span class="vh">{}: </span>{}<span class="sub">{}</span></span>',
        check if step.is_done else "",
        words[state],
        step.title,
        _detail(step, kinds[step.kind], locked=locked),
    )
    if locked:
        return format_html('<li><span class="locked">{}</span></li>', inside)
    classes = " ".join(name for name, holds in (("is-done", step.is_done), ("is-now", here)) if holds)
    address = relative_address(step.kind, step.slug)
    mark = ' aria-current="step"' if here else ""
    return format_html('<li class="{}"><a href="{}"' + mark + ">{}</a></li>", classes, address, inside)


def _detail(step: Step, kind: str, *, locked: bool) -> str:
    if step.lock and locked:
        return format_html("{}, {}", kind, _unlocking(step.lock))
    if locked:
        return _("%(kind)s, opens on %(day)s") % {"kind": kind, "day": day(step.opens_at)}
    if step.minutes:
        return _("%(kind)s, %(minutes)d min") % {"kind": kind, "minutes": step.minutes}
    return kind


def _unlocking(lock: Lock) -> str:
    """What opens the step, as a link to where it is done."""
    address = relative_address(lock.kind, lock.slug) if lock.slug else OTHER_WAYS.get(lock.kind, "")
    return format_html('<a href="{}">{}</a>', address, lock_in_words(lock)) if address else lock_in_words(lock)


def day(moment: datetime.datetime) -> str:
    """A day as people write it, in the site's own time."""
    return date_format(localtime(moment), "j.n.Y")


def lesson_links(blocks: Iterable[Any], *, course_id: int) -> dict[int, str]:
    """Pages that the blocks link to and that are steps of the same course, with their relative addresses: so a
    link from a lesson stays in the learner's own run. No query when nothing is linked."""
    pks = {
        pk
        for block in blocks
        if hasattr(block.value, "values")
        for value in block.value.values()
        for pk in linked_pages(value)
    }
    if not pks:
        return {}
    keys = dict(Page.objects.filter(pk__in=pks).values_list("translation_key", "pk"))
    steps = Activity.objects.filter(course_id=course_id, key__in=keys).values_list("key", "slug", "kind")
    return {keys[key]: relative_address(kind, slug) for key, slug, kind in steps}
