"""What somebody waits for: for my page, in one statement that is compiled once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, DateTimeField, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from courses.admissions.models import Application, Turn
from courses.api import Course
from lms.records.prepared import Prepared

#: What a row speaks of.
TURN, APPLICATION = "turn", "application"


@dataclass(frozen=True, slots=True)
class Pending:
    """A training one is not in yet: a turn in its queue, or an application that is open."""

    kind: str
    state: str
    run_code: str
    run_name: str
    titles: dict[str, str]
    reply_by: datetime.datetime | None
    before: int

    @property
    def title(self) -> str:
        """The training's title in the reader's language or the next best."""
        return Course(titles=self.titles, code=self.run_code).title_in(get_language() or "fi")

    @property
    def place(self) -> int:
        """The how-manieth in the queue; the first is 1."""
        return self.before + 1


@dataclass(frozen=True, slots=True)
class Awaited:
    """What somebody waits for: places to answer to, and the rest."""

    offers: list[Pending]
    others: list[Pending]

    def __bool__(self) -> bool:
        return bool(self.offers or self.others)


def awaited_by(user: Any) -> Awaited:
    """Everything the account waits for; one statement."""
    return awaited_among(_PENDING.rows(user.pk))


def awaited_among(found: Iterable[tuple[Any, ...]]) -> Awaited:
    """What rows of ``pending_rows`` say; an offer whose time is over is no offer any more."""
    now = timezone.now()
    rows = [one for row in found if not (one := Pending(*row)).reply_by or one.reply_by > now]
    rows.sort(key=lambda one: (one.kind, one.run_code))
    offered = [one for one in rows if one.state == Turn.State.OFFERED]
    return Awaited(offers=offered, others=[one for one in rows if one not in offered])


def is_pending(kind: str) -> bool:
    """Whether a row is one of ``pending_rows``, where others stand beside them."""
    return kind in (TURN, APPLICATION)


def pending_rows(user_id: int) -> list[QuerySet]:
    """The fields of ``Pending`` for each thing the account waits for, to be joined into one statement."""
    columns = ("run__code", "run__name", "run__course__titles")
    ahead = Turn.objects.filter(run_id=OuterRef("run_id"), state=Turn.State.WAITING, pk__lt=OuterRef("pk"))
    count = ahead.order_by().values("run_id").annotate(number=Count("pk")).values("number")
    turns = Turn.objects.filter(learner__user_id=user_id, ended_at=None).values_list(
        Value(TURN, output_field=CharField()), "state", *columns, "reply_by", Coalesce(Subquery(count), Value(0))
    )
    open_states = [Application.State.DRAFT, Application.State.SENT]
    applications = Application.objects.filter(learner__user_id=user_id, state__in=open_states).values_list(
        Value(APPLICATION, output_field=CharField()),
        "state",
        *columns,
        Value(None, output_field=DateTimeField()),
        Value(0, output_field=IntegerField()),
    )
    return [turns, applications]


def _rows(user_id: int) -> QuerySet:
    turns, applications = pending_rows(user_id)
    return turns.union(applications, all=True)


_PENDING = Prepared(_rows, -1)
