"""Figures of groups. The one service that opens measurements without their person asking for it.

How it may: the site key opens the key of a vault, and with it only the rows of ``Measurement`` of people whose
``FigureConsent`` says yes at that moment; everything else in the vault stays shut. What is opened lives in memory
while one report is counted and is kept nowhere: the report holds rounded means of groups and no keys of people.

A report is made once for each closed half-year and never again, so looking every day, before and after somebody
leaves, shows nothing. It speaks of those who first answered at the end in that half-year and of nobody else: a person
is in one report only, and no report can be subtracted from another. Who takes the yes back before it is made is in
none. Which cells a report shows is decided in ``rules_figures``; screen and file show the same stored report.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
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


def first_day(until: datetime.date) -> datetime.date:
    """The first day of the half-year that ends on ``until``."""
    return datetime.date(until.year, 1 if until.month <= 6 else 7, 1)


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
    pairs, started = _pairs(version, until), _started(version, until)
    places = _first_places({*pairs, *started})
    there = set(FigureReport.objects.filter(version=version, until=until).values_list("course_id", flat=True))
    courses = {place.run.course_id: place.run.course for place in places.values()}
    for course in courses.values():
        if course.pk not in there:
            own = {learner: pair for learner, pair in pairs.items() if _is_in(places, learner, course)}
            began = sum(_is_in(places, learner, course) for learner in started)
            _make_report(version, course, until, own, places, began)
    return len(courses.keys() - there)


def _make_report(
    version: ScaleVersion,
    course: Course,
    until: datetime.date,
    pairs: Mapping[int, Pair],
    places: Mapping[int, Enrolment],
    began: int,
) -> None:
    said = dict(FigureConsent.objects.filter(learner__in=pairs).values_list("learner_id", "says_yes"))
    agreed = {learner: pair for learner, pair in pairs.items() if said.get(learner)}
    least, counts = smallest_group(), {"started": began, "compared": len(pairs), "agreed": len(agreed)}
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
    """Start and end by learner, of those whose first end lies in the half-year; of several starts before it the
    newest."""
    starts: dict[int, Measurement] = {}
    pairs: dict[int, Pair] = {}
    ended: set[int] = set()
    for one in _measured(version, until):
        learner = one.vault.owner_id
        if one.moment == Measurement.Moment.START and learner not in ended:
            starts[learner] = one
        elif one.moment == Measurement.Moment.END and learner not in ended:
            ended.add(learner)
            if learner in starts and _day_of(one) >= first_day(until):
                pairs[learner] = (starts[learner], one)
    return pairs


def _started(version: ScaleVersion, until: datetime.date) -> set[int]:
    """Whose first start lies in the half-year."""
    first: dict[int, Measurement] = {}
    for one in _measured(version, until):
        if one.moment == Measurement.Moment.START:
            first.setdefault(one.vault.owner_id, one)
    return {learner for learner, one in first.items() if _day_of(one) >= first_day(until)}


def _measured(version: ScaleVersion, until: datetime.date) -> QuerySet[Measurement]:
    """Everything finished by the end of the day, oldest first."""
    rows = Measurement.objects.filter(version=version, finished_at__date__lte=until)
    return rows.select_related("vault").order_by("finished_at", "pk")


def _day_of(one: Measurement) -> datetime.date:
    return timezone.localtime(one.finished_at).date()


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
            people.append(Compared(places[learner].run_id, figures, later))
    return people


@sensitive_variables()
def _figures(instrument: Instrument, replies: Mapping[str, Any]) -> dict[str, Fraction] | None:
    sums = worked_out(instrument, replies)
    known = {name: one.figure for name, one in sums.items()} | {TOTAL: total_of(instrument, sums)}
    return None if None in known.values() else known
