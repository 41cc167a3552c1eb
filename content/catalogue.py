"""The catalogue: its trainings as cards, narrowed by what a visitor chooses. Every choice is a plain word in the
address, and what is no choice of today narrows nothing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.models import CourseIndexPage, CoursePage
from content.public_outline import studied_elsewhere
from courses.api import Course, Run, places_left, type_policy

#: The names of the choices in the address.
FORM, TOPIC, PLACE, START = "muoto", "aihe", "paikka", "alku"
AT_ONCE = "heti"


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to narrow by: what may be chosen, and what is."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str = ""

    @property
    def said(self) -> str:
        """The choice in words."""
        return dict(self.choices).get(self.chosen, "")


@dataclass(slots=True)
class Offer:
    """A training with the runs that one may join; the first is the one that the card tells of."""

    page: CoursePage
    runs: list[Run] = field(default_factory=list)

    def kept(self, chosen: dict[str, str]) -> "Offer | None":
        """The training with those of its runs that answer to the choices; None when it does not."""
        form, topic = chosen.get(FORM), chosen.get(TOPIC)
        if (form and form != self.page.course_type) or (topic and topic not in self.page.topic_lines):
            return None
        place, start = chosen.get(PLACE), chosen.get(START)
        runs = [run for run in self.runs if place in (None, run.place) and start in (None, start_of(run))]
        return Offer(self.page, runs) if runs or not (place or start) else None


def catalogue_of(page: CourseIndexPage, request: HttpRequest) -> dict[str, Any]:
    """What the catalogue shows."""
    sent = request.GET
    offers = offers_in(page)
    filters = filters_for(offers, sent)
    chosen = {one.name: one.chosen for one in filters if one.chosen}
    shown = [kept for offer in offers if (kept := offer.kept(chosen))]
    foreign = studied_elsewhere(offer.page for offer in shown)
    return {
        "cards": [_card(offer, page, request, foreign) for offer in shown],
        "filters": [one for one in filters if len(one.choices) > 1 or one.chosen],
        "chosen": [
            (one, "?" + urlencode({n: v for n, v in chosen.items() if n != one.name})) for one in filters if one.chosen
        ],
    }


def offers_in(page: CourseIndexPage) -> list[Offer]:
    """Every training of the catalogue with the runs that take people or will, the next start first."""
    offers = {course.translation_key: Offer(course) for course in courses_in(page)}
    runs = Run.objects.filter(is_open=True, closed_at=None, course__key__in=list(offers)).select_related("course")
    today = timezone.localdate()
    for run in sorted(runs, key=lambda run: _nearness(run, today)):
        if not has_ended(run):
            offers[run.course.key].runs.append(run)
    return list(offers.values())


def _nearness(run: Run, today: datetime.date) -> tuple[int, datetime.date]:
    """Coming starts first, then what has no start, then what has begun."""
    if run.starts is None:
        return 1, today
    return (0 if run.starts >= today else 2), run.starts


def filters_for(offers: list[Offer], sent: QueryDict) -> list[Filter]:
    """Everything that the trainings may be narrowed by, with what was chosen of it."""
    runs = [run for offer in offers for run in offer.runs]
    kinds = sorted({offer.page.course_type for offer in offers})
    topics = sorted({topic for offer in offers for topic in offer.page.topic_lines}, key=str.casefold)
    places = sorted({run.place for run in runs if run.place}, key=str.casefold)
    all_of_them = (
        (FORM, _("Form"), [(kind, str(Course.Type(kind).label)) for kind in kinds]),
        (TOPIC, _("Topic"), [(topic, topic) for topic in topics]),
        (PLACE, _("Place"), [(place, place) for place in places]),
        (
            START,
            _("Start"),
            [(start, start_in_words(start)) for start in sorted({start_of(run) for run in runs}, key=_order)],
        ),
    )
    return [
        Filter(name, label, choices, value if (value := sent.get(name, "")) in dict(choices) else "")
        for name, label, choices in all_of_them
    ]


def start_of(run: Run) -> str:
    """The choice that a run's start falls under: a month, or at once."""
    begun = run.starts is None or run.starts <= timezone.localdate()
    return AT_ONCE if begun else run.starts.strftime("%Y-%m")


def _order(start: str) -> str:
    return "" if start == AT_ONCE else start


def start_in_words(start: str) -> str:
    """A choice of a start as one reads it."""
    if start == AT_ONCE:
        return _("At once")
    year, month = start.split("-")
    return date_format(datetime.date(int(year), int(month), 1), "YEAR_MONTH_FORMAT")


def _card(offer: Offer, page: CourseIndexPage, request: HttpRequest, foreign: Iterable[Any]) -> dict[str, Any]:
    course, run = offer.page, offer.runs[0] if offer.runs else None
    return {
        "page": course,
        "url": course.get_url(request),
        "run": run,
        "more": max(0, len(offer.runs) - 1),
        "places": places_left(run.capacity, run.places_taken) if run else None,
        "has_queue": type_policy(course.course_type).has_queue,
        "language": "" if course.locale_id == page.locale_id else settings.LANGUAGE_CODE,
        "is_foreign": course.locale_id != page.locale_id or course.translation_key in foreign,
    }


def courses_in(page: CourseIndexPage) -> list[CoursePage]:
    """The catalogue's courses in order. In another language, those that nobody has translated yet follow in Finnish:
    a training that one may join is never left out."""
    courses = list(CoursePage.objects.child_of(page).live().select_related("locale").order_by("path"))
    if get_language() == settings.LANGUAGE_CODE:
        return courses
    same = CourseIndexPage.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    source = same.exclude(pk=page.pk).first()
    if source is None:
        return courses
    known = [course.translation_key for course in courses]
    finnish = CoursePage.objects.child_of(source).live().exclude(translation_key__in=known)
    return courses + list(finnish.select_related("locale").order_by("path"))


def has_ended(run: Run) -> bool:
    """Whether the run is over, or takes nobody any more."""
    closes = run.enrolment_closes
    return bool(run.ends and run.ends < timezone.localdate()) or bool(closes and closes < timezone.now())
