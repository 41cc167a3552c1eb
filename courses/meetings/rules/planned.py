"""The contact days that a training was planned with. Pure."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

FRIDAY = 4


@dataclass(frozen=True)
class PlannedDay:
    """One day of the author's plan: everything about it but its date, hours and place. ``week`` counts from 1."""

    key: UUID
    title: str
    week: int
    compulsory: bool
    programme: str
    preparation: str
    bring: str
    materials: str
    make_up: str

    def date_from(self, starts: datetime.date) -> datetime.date:
        """The day to propose in a run that starts then: the same weekday in the day's week, never a weekend."""
        day = starts + datetime.timedelta(weeks=self.week - 1)
        return day if day.weekday() <= FRIDAY else day + datetime.timedelta(days=7 - day.weekday())


def planned_from(stored: Iterable[Mapping[str, Any]]) -> list[PlannedDay]:
    """The plan as ``Course.days`` has it, in the author's order."""
    return [_day(one) for one in stored]


def _day(one: Mapping[str, Any]) -> PlannedDay:
    texts = {name: one.get(name) or "" for name in ("programme", "preparation", "bring", "materials", "make_up")}
    return PlannedDay(UUID(one["key"]), one["title"], one["week"], bool(one.get("compulsory")), **texts)
