"""The contact days of the demo's coordinators' training, made from the training's plan as a trainer would."""

import datetime
from typing import Any

from courses.api import Enrolment, Run
from courses.meetings.api import Mark, Meeting, Part, lacking_days, make_planned_days, save_roll

THURSDAY = 3
FULL_DAY = [Part(datetime.time(9), datetime.time(12)), Part(datetime.time(13), datetime.time(16))]
ROOM = "Koulutustila, 2. kerros"


def add_demo_days(run: Run, *, starts: datetime.date, trainer: Any) -> list[Meeting]:
    """The days of the training's plan in a run that began on ``starts``, each on a Thursday."""
    thursday = starts + datetime.timedelta(days=(THURSDAY - starts.weekday()) % 7)
    return make_planned_days(
        run=run,
        dates={str(day.key): day.date_from(thursday) for day in lacking_days(run)},
        parts=FULL_DAY,
        actor=trainer,
        place=ROOM,
        address=run.place,
        asks_needs=True,
    )


def mark_first_day(days: list[Meeting], enrolment: Enrolment, *, trainer: Any) -> None:
    """The first day has been held, and the trainee was there; nothing when an author has planned no days."""
    if days:
        save_roll(meeting=days[0], marks=[Mark(enrolment.pk, ("present", 0, ""))], actor=trainer)
