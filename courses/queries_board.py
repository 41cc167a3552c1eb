"""What runs ask of their participants, and how far each is: for lists of everybody. Few statements, whatever the
size."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import OuterRef, Subquery

from courses.models import Enrolment, Progress, Run, RunItem
from courses.queries import Step

#: Title, due date and slug of a requirement.
Asked = tuple[str, datetime.datetime | None, str]


def required_in(runs: Collection[Run]) -> dict[int, dict[int, Asked]]:
    """By run what it requires, by activity and in order. One statement."""
    required: dict[int, dict[int, Asked]] = {run.pk: {} for run in runs}
    items = RunItem.objects.filter(run__in=list(required), required=True).order_by("section__position", "position")
    columns = ("activity__title", "due_at", "activity__slug")
    for run, activity, *asked in items.values_list("run_id", "activity_id", *columns):
        required[run][activity] = tuple(asked)
    return required


def required_of(steps: Iterable[Step]) -> dict[int, Asked]:
    """The same of one run whose steps are at hand. No statement."""
    return {step.activity_id: (step.title, step.due_at, step.slug) for step in steps if step.required}


def done_in(runs: Collection[Run]) -> dict[int, dict[int, str]]:
    """By enrolment what is done and on which evidence, of people who are in ``runs``. One statement."""
    rows = Progress.objects.filter(enrolment__run__in=[run.pk for run in runs])
    rows = rows.exclude(enrolment__status=Enrolment.Status.CANCELLED)
    done: dict[int, dict[int, str]] = defaultdict(dict)
    for enrolment, activity, kind in rows.values_list("enrolment_id", "activity_id", "evidence_kind"):
        done[enrolment][activity] = kind
    return done


def last_done_column() -> Subquery:
    """When something was done last; for rows of enrolments."""
    newest = Progress.objects.filter(enrolment=OuterRef("pk")).order_by("-completed_at")
    return Subquery(newest.values("completed_at")[:1])
