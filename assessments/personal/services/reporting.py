"""Figures of groups. The one service that opens measurements without their person asking for it.

How it may: the site key opens the key of a vault, and with it only the rows of ``Measurement`` of people whose
``FigureConsent`` says yes at that moment; everything else in the vault stays shut. What is opened lives in memory
while one report is counted and is kept nowhere: the report holds rounded means of groups and no keys of people.

A report is made once for each closed half-year and never again, so looking every day, before and after somebody
leaves, shows nothing. Who takes the yes back is not in the next report. Which cells a report shows is decided in
``rules_figures``; screen and file show the same stored report.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.kinds.scales import Instrument, total_of, worked_out
from assessments.personal.models import FigureConsent, FigureReport, Measurement, ScaleVersion
from assessments.personal.rules_figures import NEVER_BELOW, Compared, report_of, rounded
from courses.api import Course, Enrolment
from lms.jobs.api import scheduled

#: What stands for the total beside the subscales' ids.
TOTAL = "total"
Pair = tuple[Measurement, Measurement]


def smallest_group() -> int:
    """The smallest group that is shown: as the installation says, and never below five."""
    return max(settings.MEASURE_SMALLEST_GROUP, NEVER_BELOW)


def last_closed_day(today: datetime.date) -> datetime.date:
    """The last day of the half-year before this one."""
    return datetime.date(today.year, 6, 30) if today.month > 6 else datetime.date(today.year - 1, 12, 31)


def half_of(day: datetime.date) -> str:
    """The half-year of a day, for example "2026-2"."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


@scheduled("count figures of groups", every=datetime.timedelta(days=1))
def make_due_reports() -> int:
    """Make the reports of the last closed half-year that are not there yet; returns how many were made."""
    until = last_closed_day(timezone.localdate())
    made = 0
    for version in ScaleVersion.objects.select_related("scale").order_by("pk"):
        if version.instrument.compares:
            made += _make_reports(version, until)
    return made


@transaction.atomic
def _make_reports(version: ScaleVersion, until: datetime.date) -> int:
    pairs = _pairs(version, until)
    places = _first_places(set(pairs))
    there = set(FigureReport.objects.filter(version=version, until=until).values_list("course_id", flat=True))
    courses = {place.run.course_id: place.run.course for place in places.values()}
    for course in courses.values():
        if course.pk not in there:
            own = {learner: pair for learner, pair in pairs.items() if _is_in(places, learner, course)}
            _make_report(version, course, until, own, places)
    return len(courses.keys() - there)


def _make_report(
    version: ScaleVersion,
    course: Course,
    until: datetime.date,
    pairs: Mapping[int, Pair],
    places: Mapping[int, Enrolment],
) -> None:
    said = dict(FigureConsent.objects.filter(learner__in=pairs).values_list("learner_id", "says_yes"))
    agreed = {learner: pair for learner, pair in pairs.items() if said.get(learner)}
    least, counts = smallest_group(), {"compared": len(pairs), "agreed": len(agreed)}
    counts["declined"] = sum(1 for says_yes in said.values() if not says_yes)
    report = report_of(
        _compared(version.instrument, agreed, places),
        least=least,
        whole=course.title_in(settings.LANGUAGE_CODE),
        runs={place.run_id: place.run.name for place in places.values()},
    )
    figures = asdict(report) | {"counts": {name: rounded(n) if n >= least else None for name, n in counts.items()}}
    FigureReport.objects.create(version=version, course=course, until=until, least=least, figures=figures)


def _pairs(version: ScaleVersion, until: datetime.date) -> dict[int, Pair]:
    """Start and end by learner, finished by the end of the day; of several of one moment the newest."""
    rows = Measurement.objects.filter(version=version, finished_at__date__lte=until)
    found: dict[int, dict[str, Measurement]] = {}
    for one in rows.select_related("vault").order_by("finished_at", "pk"):
        found.setdefault(one.vault.owner_id, {})[one.moment] = one
    return {learner: (own["start"], own["end"]) for learner, own in found.items() if {"start", "end"} <= own.keys()}


def _first_places(learners: Iterable[int]) -> dict[int, Enrolment]:
    """Each person's first place in a programme, so that nobody is counted twice. Who is in none is not counted."""
    rows = Enrolment.objects.filter(run__course__policy=Course.Policy.PRIVATE).select_related("run__course")
    wanted = set(learners)
    places: dict[int, Enrolment] = {}
    for enrolment in rows.order_by("pk").iterator():
        if enrolment.learner_id in wanted:
            places.setdefault(enrolment.learner_id, enrolment)
    return places


def _is_in(places: Mapping[int, Enrolment], learner: int, course: Course) -> bool:
    return learner in places and places[learner].run.course_id == course.pk


@sensitive_variables()
def _compared(instrument: Instrument, agreed: Mapping[int, Pair], places: Mapping[int, Enrolment]) -> list[Compared]:
    """People whose every figure is known at both moments, so that all cells of a column speak of the same people."""
    people = []
    for learner, (start, end) in agreed.items():
        key = start.vault.open_key()
        figures = _figures(instrument, start.read(key))
        later = _figures(instrument, end.read(key if end.vault_id == start.vault_id else end.vault.open_key()))
        if figures and later:
            half = half_of(timezone.localtime(end.finished_at).date())
            people.append(Compared(places[learner].run_id, half, figures, later))
    return people


@sensitive_variables()
def _figures(instrument: Instrument, replies: Mapping[str, Any]) -> dict[str, Fraction] | None:
    sums = worked_out(instrument, replies)
    known = {name: one.figure for name, one in sums.items()} | {TOTAL: total_of(instrument, sums)}
    return None if None in known.values() else known
