"""Person by day, in words: for the page and for the table to take along."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.api import Run
from courses.meetings.models import Attendance
from courses.meetings.pages.roll import name_of
from courses.meetings.queries.overview import Attender, Overview
from courses.meetings.rules.attending import ABSENT, PART, PRESENT, Day
from lms.records.tables import Cell


@dataclass(frozen=True, slots=True)
class Line:
    """One participant: ``cells`` are (words, kind of tag), one for each day."""

    name: str
    url: str
    attended: str
    cells: list[tuple[str, str]]


def lines_of(run: Run, people: list[Attender]) -> list[Line]:
    """The table's rows."""
    home = reverse("trainer:run", args=[run.code])
    return [
        Line(
            name=name_of(one.enrolment),
            url=f"{home}osallistuja/{one.enrolment.pk}/",
            attended=f"{one.attended}/{one.of}",
            cells=[(words_of(day), _kind(day)) for day in one.days],
        )
        for one in people
    ]


def words_of(day: Day | None) -> str:
    """How a day stands for somebody, in a word or two that fit a narrow column."""
    if day is None:
        return _("Other group")
    if day.made_up and not day.attended:
        return _("Made up for")
    if day.state == PRESENT:
        return str(Attendance.State.PRESENT.label)
    if day.state == PART:
        return _("Part: %(minutes)d min") % {"minutes": day.minutes_there}
    if day.state == ABSENT:
        return str(Attendance.State.ABSENT.label)
    if day.cannot_come:
        return _("Cannot come")
    return _("Not marked") if day.over else _("Ahead")


def _kind(day: Day | None) -> str:
    if day is None or not (day.state or day.counts or day.cannot_come):
        return ""
    return "done" if day.counts else "stop"


def export_rows(found: Overview) -> Iterator[list[Cell]]:
    """The overview as a table. Names of columns are part of its format: in every language alike, and never changed."""
    yield ["nimi", "ryhma", "kayty", "paivia", *(f"{day.date.isoformat()} {day.title}" for day in found.days)]
    for one in found.people:
        group = one.enrolment.group
        yield [
            name_of(one.enrolment),
            group.name if group else "",
            one.attended,
            one.of,
            *(words_of(day) for day in one.days),
        ]


def heads_of(found: Overview) -> list[dict[str, object]]:
    """The days above their columns."""
    return [
        {"day": day, "short": date_format(day.date, "j.n."), "there": there}
        for day, there in zip(found.days, found.there, strict=True)
    ]
