"""Making a run's contact days from the course's plan."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from courses.api import Run
from courses.meetings.models import Meeting
from courses.meetings.queries.planned import lacking_days
from courses.meetings.rules.planned import PlannedDay
from courses.meetings.rules.times import Part
from courses.meetings.services.planning import Plan, make_meeting

_TEXTS = ("title", "compulsory", "programme", "preparation", "bring", "materials", "make_up")


def plan_of(day: PlannedDay, *, date: datetime.date, parts: list[Part], **where: Any) -> Plan:
    """A planned day with its date, its hours and ``where`` it is held (place, address, link, asks_needs)."""
    known = asdict(day)
    return Plan(date=date, parts=parts, **{name: known[name] for name in _TEXTS}, **where)


@transaction.atomic
def make_planned_days(
    *, run: Run, dates: Mapping[str, datetime.date], parts: list[Part], actor: Any, **where: Any
) -> list[Meeting]:
    """Make those of the lacking days that have a date, by the key of the planned day. Doing it again makes none of
    them twice."""
    run = Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)
    return [
        make_meeting(
            run=run,
            plan=plan_of(day, date=dates[str(day.key)], parts=parts, **where),
            actor=actor,
            planned_key=day.key,
        )
        for day in lacking_days(run)
        if str(day.key) in dates
    ]
