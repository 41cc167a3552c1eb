"""Runs as a trainer thinks of them: going on, coming, over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.api import Run

NOW, COMING, OVER = 0, 1, 2
TITLES = {NOW: _("Going on now"), COMING: _("Coming"), OVER: _("Over")}


@dataclass(frozen=True, slots=True)
class Phase:
    """One heading of the list, and its runs with the titles of their trainings."""

    title: Any
    rows: list[tuple[Run, str]] = field(default_factory=list)


def is_over(run: Run) -> bool:
    """Whether nothing is waited for in the run any more."""
    return run.closed_at is not None or (run.ends is not None and run.ends < timezone.localdate())


def runs_by_phase(runs: QuerySet[Run]) -> QuerySet[Run]:
    """What goes on comes first, the soonest to end on top; then what is coming, the soonest first; then what is over,
    the latest first."""
    today = timezone.localdate()
    over = Q(closed_at__isnull=False) | Q(ends__lt=today)
    phase = Case(
        When(over, then=Value(OVER)),
        When(starts__gt=today, then=Value(COMING)),
        default=Value(NOW),
        output_field=IntegerField(),
    )
    ordered = runs.annotate(
        phase=phase,
        soon=Case(When(over, then=None), When(starts__gt=today, then=F("starts")), default=F("ends")),
        late=Case(When(over, then=Coalesce("ends", "starts"))),
    )
    return ordered.order_by("phase", F("soon").asc(nulls_last=True), F("late").desc(nulls_last=True), "-pk")


def phases_of(runs: Iterable[Run]) -> list[Phase]:
    """A page of ``runs_by_phase`` under its headings."""
    language = get_language()
    return [
        Phase(TITLES[phase], [(run, run.course.title_in(language)) for run in some])
        for phase, some in groupby(runs, key=lambda run: run.phase)
    ]
