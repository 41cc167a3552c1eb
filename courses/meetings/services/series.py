"""Making the same day for each week."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from courses.api import Run
from courses.meetings.models import Meeting
from courses.meetings.rules.times import moment
from courses.meetings.services.planning import Plan, make_meeting


@transaction.atomic
def make_series(*, run: Run, plan: Plan, dates: Iterable[datetime.date], actor: Any) -> list[Meeting]:
    """A day like ``plan`` on each of ``dates``. A date on which the run has a day of this name at this time gets no
    other, so that pressing twice makes each once. Returns those that were made."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    there = set(Meeting.objects.filter(run=run, title=plan.title).values_list("starts_at", flat=True))
    wanted = [date for date in dates if moment(date, plan.parts[0].starts) not in there]
    return [make_meeting(run=run, plan=replace(plan, date=date), actor=actor) for date in wanted]
