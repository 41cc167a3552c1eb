"""What public pages show besides their own fields: runs, outlines, contacts, where the buttons lead."""

import datetime
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from assessments.personal.api import links_of
from content.access import coaching_addresses
from content.catalogue import catalogue_of, has_ended
from content.forms import FeedbackForm
from content.help_contacts import help_in
from content.models import (
    CourseIndexPage,
    CoursePage,
    HelpPage,
    HomePage,
    PartPage,
    StandardPage,
)
from content.public_outline import is_studied_in, modules_of
from courses.api import Course, Enrolment, Run, RunStaff, open_runs_of, places_left

#: How many coming starts the front page shows.
COMING = 3
FORM_OF = {StandardPage.Purpose.ACCESSIBILITY: "saavutettavuus", StandardPage.Purpose.CONTACT: "yhteys"}


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the course page offers it."""

    run: Run
    places: int | None
    enrolled: bool
    opens: datetime.datetime | None
    #: The names of those who teach it.
    trainers: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        return self.places == 0


def translations_of(page: Page, request: HttpRequest) -> dict[str, str]:
    """The addresses of the page in the languages in which it is live."""
    same = Page.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    return {one.locale.language_code: one.get_url(request) for one in same}


@singledispatch
def context_of(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the page's template needs besides the page; nothing for most."""
    return {}


@context_of.register
def _home(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    soon = Run.objects.filter(is_open=True, closed_at=None, starts__gte=timezone.localdate()).select_related("course")
    runs = list(soon.order_by("starts")[:COMING])
    pages = CoursePage.objects.live().filter(
        locale=page.locale_id, translation_key__in=[run.course.key for run in runs]
    )
    urls = {course.translation_key: course.get_url(request) for course in pages} if runs else {}
    coming = [{"run": run, "url": urls[run.course.key]} for run in runs if run.course.key in urls]
    text, points = text_and_points(page)
    return {"coming": coming, "text": text, "points": points}


def text_and_points(page: HomePage) -> tuple[list[Any], list[list[Any]]]:
    """The blocks of the front page: those before the first subheading, and then one group for each subheading."""
    text: list[Any] = []
    points: list[list[Any]] = []
    for block in page.body:
        if block.block_type == "heading" and block.value["level"] == "h3":
            points.append([])
        (points[-1] if points else text).append(block)
    return text, points


@context_of.register
def _catalogue(page: CourseIndexPage, request: HttpRequest) -> dict[str, Any]:
    return catalogue_of(page, request)


@context_of.register
def _course(page: CoursePage, request: HttpRequest) -> dict[str, Any]:
    if page.policy == Course.Policy.PRIVATE:
        return {"parts": list(parts_of(page))} | coaching_addresses(page.translation_key)
    rows = run_rows(page, request)
    modules = modules_of(page)
    shown = {"runs": rows, "mine": [row for row in rows if row.enrolled], "modules": modules}
    return shown | {"is_foreign": not is_studied_in(modules)}


def run_rows(page: CoursePage, request: HttpRequest) -> list[RunRow]:
    """The course's runs for this visitor: those they are in, and those that one may join or that are coming."""
    mine: dict[int, Run] = {}
    if request.user.is_authenticated:
        rows = Enrolment.objects.active().filter(
            learner__user_id=request.user.pk, run__course__key=page.translation_key
        )
        mine = {row.run_id: row.run for row in rows.select_related("run")}
    runs = [run for run in open_runs_of(page.translation_key) if run.pk not in mine and not has_ended(run)]
    now, trainers = timezone.now(), trainers_of([*mine.values(), *runs])
    return [
        RunRow(run, None, enrolled=True, opens=None, trainers=trainers.get(run.pk, ())) for run in mine.values()
    ] + [
        RunRow(
            run,
            places_left(run.capacity, run.places_taken),
            enrolled=False,
            opens=run.enrolment_opens if run.enrolment_opens and run.enrolment_opens > now else None,
            trainers=trainers.get(run.pk, ()),
        )
        for run in runs
    ]


def trainers_of(runs: list[Run]) -> dict[int, tuple[str, ...]]:
    """The names of who teaches each of the runs; whoever has told no name is not shown. One query."""
    rows = RunStaff.objects.filter(run__in=[run.pk for run in runs], role=RunStaff.Role.TRAINER).select_related("user")
    found: dict[int, tuple[str, ...]] = {}
    for row in rows.order_by("user__last_name", "user__first_name", "pk"):
        if name := row.user.get_full_name():
            found[row.run_id] = (*found.get(row.run_id, ()), name)
    return found


def parts_of(page: CoursePage) -> Any:
    """The programme's parts, written and announced, in order; their screens stay unread."""
    parts = PartPage.objects.child_of(page).live().order_by("path")
    return parts.values("number", "title", "summary", "minutes", "is_outline")


@context_of.register
def _standard(page: StandardPage, request: HttpRequest) -> dict[str, Any]:
    about = FORM_OF.get(page.purpose)
    return {"about": about, "form": FeedbackForm()} if about else {}


@context_of.register
def _help(page: HelpPage, request: HttpRequest) -> dict[str, Any]:
    """112 stands in the template; its card, when there is one, only adds to it. What is asked for a municipality is
    kept nowhere. A coach is named only to who has one."""
    found = help_in(page.locale_id, request.GET.get("kunta", ""))
    links = links_of(request.learner).filter(ended_at=None) if request.COOKIES and request.learner else None
    national = [contact for contact in found.national if contact.number != "112"]
    return {
        "help": found,
        "contacts": national,
        "coaches": list(links.select_related("run").prefetch_related(None)) if links else [],
    }
