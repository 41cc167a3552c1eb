"""Who has got into trouble with tests and assignments, for lists of everybody in some runs. One statement."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import CharField, Count, DateTimeField, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from assessments.graded.models import Attempt, Review, Work
from courses.api import Enrolment, Run

#: So many failed tries at one test are a sign that somebody needs a person.
MANY = 2


@dataclass(slots=True)
class Trouble:
    """By enrolment: activities whose test was failed twice, works that were returned and wait for their writer, what
    waits for a trainer, feedback that its writer has not opened and since when, and when the person last worked on any
    of them."""

    failed: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    returned: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    waiting: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    unread: dict[int, dict[int, datetime.datetime]] = field(default_factory=lambda: defaultdict(dict))
    last: dict[int, datetime.datetime] = field(default_factory=dict)

    def saw(self, enrolment: int, at: datetime.datetime | None) -> None:
        """Remember the newest work of a person."""
        if at and (enrolment not in self.last or self.last[enrolment] < at):
            self.last[enrolment] = at


def trouble_in(runs: Collection[Run]) -> Trouble:
    """The trouble of everybody who is in ``runs``; what has been done since is for the caller to leave out."""
    found, keys = Trouble(), [run.pk for run in runs]
    for enrolment, activity, state, failed, unmarked, last, unread in _tries(keys).union(_works(keys), all=True):
        if failed >= MANY:
            found.failed[enrolment].append(activity)
        if unmarked or state == Work.State.HANDED_IN:
            found.waiting[enrolment].append(activity)
        if unread:
            found.unread[enrolment][activity] = unread
        if state == Work.State.RETURNED:
            found.returned[enrolment].append(activity)
        found.saw(enrolment, last)
    return found


def _tries(runs: list[int]) -> QuerySet:
    """A row for each person and test, with the columns of ``_works``."""
    sent = Q(state=Attempt.State.SUBMITTED)
    tries = Attempt.objects.filter(enrolment__run__in=runs).exclude(enrolment__status=Enrolment.Status.CANCELLED)
    return tries.order_by().values_list("enrolment_id", "activity_id", Cast(Value(""), CharField())).annotate(
        failed=Count("pk", filter=sent & Q(passed=False)),
        unmarked=Count("pk", filter=sent & Q(passed=None)),
        last=Max(Coalesce("submitted_at", "started_at")),
        unread=Cast(None, DateTimeField()),
    )  # fmt: skip


def _works(runs: list[int]) -> QuerySet:
    """A row for each person and assignment: its state, when it was last worked on, and since when feedback is
    unread."""
    works = Work.objects.filter(enrolment__run__in=runs).exclude(enrolment__status=Enrolment.Status.CANCELLED)
    unseen = Q(submissions__review__state=Review.State.RELEASED, submissions__review__seen_at=None)
    return works.order_by().values_list("enrolment_id", "activity_id", "state").annotate(
        failed=Value(0),
        unmarked=Value(0),
        last=Max(Coalesce("saved_at", "submissions__submitted_at")),
        unread=Min("submissions__review__released_at", filter=unseen),
    )  # fmt: skip
