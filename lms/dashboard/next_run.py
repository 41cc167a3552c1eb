"""The page that makes the next run of a run: what it proposes, and every date, old and new."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from courses.api import (
    Run,
    RunDates,
    ShiftedLine,
    nearest_same_weekday,
    next_name,
    next_start,
    pending_changes,
    type_policy,
)
from lms.accounts.api import User
from lms.dashboard.run_forms import NextRunForm


@dataclass(frozen=True, slots=True)
class Plan:
    """The earlier run's dates moved to a start. ``nearest`` is the nearest day of the same weekday, when the start is
    another weekday; ``in_past`` says that the new run would begin before today."""

    starts: datetime.date
    lines: list[ShiftedLine]
    weeks: int
    nearest: datetime.date | None
    in_past: bool


def plan_of(dates: RunDates, starts: datetime.date) -> Plan:
    """Every date as it would be if the run began on ``starts``."""
    nearest = nearest_same_weekday(dates.base, starts)
    return Plan(
        starts=starts,
        lines=dates.moved_to(starts),
        weeks=(starts - dates.base).days // 7,
        nearest=None if nearest == starts else nearest,
        in_past=starts < timezone.localdate(),
    )


def form_for(run: Run, data: Any, *, dates: RunDates, trainers: list[User]) -> NextRunForm:
    """The form, filled in with what was sent or with what is proposed."""
    starts = next_start(dates.base, timezone.localdate()) if dates.base else None
    proposal = {
        "starts": starts,
        "name": next_name(run.name, starts.year - dates.base.year if starts else 1),
        "place": run.place,
        "capacity": run.capacity,
        "trainers": [str(trainer.key) for trainer in trainers],
    }
    policy = type_policy(run.course.type)
    return NextRunForm(data, initial=proposal, run=run, dates=dates, policy=policy, trainers=trainers)


def outline_changes(run: Run) -> dict[str, list[str]]:
    """What the author has changed since the earlier run took its outline; the new one has it."""
    return {kind: titles for kind, titles in pending_changes(run).items() if kind in ("added", "removed") and titles}
