"""What runs ask of their participants, and how far each is: for lists of everybody. Few statements, whatever the
size."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Max

from courses.models import Enrolment, Progress, Run, RunItem

#: Title, due date and slug of a requirement.
Asked = tuple[str, datetime.datetime | None, str]


@dataclass(slots=True)
class BoardFacts:
    """Of some runs together: by run what is required, ``{activity: asked}``; by enrolment what is done and on which
    evidence, and when something was done last."""

    required: dict[int, dict[int, Asked]] = field(default_factory=dict)
    done: dict[int, dict[int, str]] = field(default_factory=dict)
    last: dict[int, datetime.datetime] = field(default_factory=dict)


def board_facts(runs: Collection[Run]) -> BoardFacts:
    """The facts of ``runs``, of people who are in them. Three statements."""
    keys = [run.pk for run in runs]
    required: dict[int, dict[int, Asked]] = {key: {} for key in keys}
    items = RunItem.objects.filter(run__in=keys, required=True).order_by("section__position", "position")
    columns = ("activity__title", "due_at", "activity__slug")
    for run, activity, *asked in items.values_list("run_id", "activity_id", *columns):
        required[run][activity] = tuple(asked)
    rows = Progress.objects.filter(enrolment__run__in=keys).exclude(enrolment__status=Enrolment.Status.CANCELLED)
    done: dict[int, dict[int, str]] = defaultdict(dict)
    for enrolment, activity, kind in rows.values_list("enrolment_id", "activity_id", "evidence_kind"):
        done[enrolment][activity] = kind
    last = dict(rows.values_list("enrolment_id").annotate(last=Max("completed_at")))
    return BoardFacts(required=required, done=dict(done), last=last)
