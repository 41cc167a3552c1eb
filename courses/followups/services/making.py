"""What is done by itself: conversations become due, and old ones are forgotten."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from courses.api import TYPES, Course, Enrolment, RunStaff
from courses.discussions.api import who_wrote_last
from courses.followups.models import FollowUp
from courses.followups.rules import AFTER, months_due
from lms.jobs.api import scheduled

#: Longer than the longest policy and its grace: who ended before is not looked at.
LOOK_BACK = datetime.timedelta(days=366)
KEPT = datetime.timedelta(days=730)


@scheduled("make follow-ups", every=datetime.timedelta(days=1))
def make_follow_ups() -> int:
    """Make the conversations for which it is time, as the type of each training says. Again makes none twice; whoever
    does not want to be contacted is asked no more, after whatever training. Returns how many were due."""
    today, made = timezone.localdate(), []
    keys = [key for key, policy in TYPES.items() if policy.follow_up]
    rows = _ended(keys, today - LOOK_BACK - AFTER, today)
    familiar = Familiar(rows)
    for one in rows:
        for months, day in months_due(TYPES[one.run.course.type], _end_of(one), today):
            made.append(FollowUp(enrolment=one, months=months, due=day, trainer_id=familiar.trainer_of(one)))
    FollowUp.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    return len(made)


def _ended(types: Iterable[str], first: datetime.date, today: datetime.date) -> list[Enrolment]:
    """Everybody with an account whose training has ended since ``first``: on the run's last day; in a run without one
    when they completed it, or else when it was closed."""
    runs = Q(run__ends__range=(first, today - datetime.timedelta(days=1)))
    alone = Q(run__ends=None, completed_at__date__range=(first, today))
    closed = Q(run__ends=None, completed_at=None, run__closed_at__date__range=(first, today))
    rows = Enrolment.objects.active().filter(runs | alone | closed, run__course__type__in=list(types))
    rows = rows.filter(run__course__policy=Course.Policy.TRAINING).exclude(learner__user=None)
    refused = FollowUp.objects.filter(state=FollowUp.State.REFUSED).values("enrolment__learner")
    rows = rows.exclude(learner__in=refused).select_related("run__course").order_by("pk")
    return list(rows.defer("run__course__outline", "run__course__facts"))


def _end_of(one: Enrolment) -> datetime.date:
    return one.run.ends or timezone.localtime(one.completed_at or one.run.closed_at).date()


class Familiar:
    """Who is the familiar person to each of ``enrolments``: the trainer who had their latest conversation, else the
    one who wrote to them last, else the first named of the run. As many statements at any size."""

    def __init__(self, enrolments: Iterable[Enrolment]) -> None:
        self.staff: dict[int, list[int]] = defaultdict(list)
        runs = {one.run_id for one in enrolments}
        for run, user in RunStaff.objects.filter(run__in=runs).order_by("pk").values_list("run_id", "user_id"):
            self.staff[run].append(user)
        shared = [one.pk for one in enrolments if len(self.staff[one.run_id]) > 1]
        had = FollowUp.objects.filter(enrolment__in=shared).exclude(closed_by=None).order_by("closed_at")
        self.had = dict(had.values_list("enrolment_id", "closed_by_id")) if shared else {}
        self.wrote = who_wrote_last(shared) if shared else {}

    def trainer_of(self, one: Enrolment) -> int | None:
        """Their id; None in a run that nobody teaches."""
        staff = self.staff[one.run_id]
        known = (self.had.get(one.pk), self.wrote.get(one.pk))
        return next((pk for pk in known if pk in staff), staff[0] if staff else None)


@scheduled("forget old follow-ups", every=datetime.timedelta(days=1))
def forget_old_follow_ups() -> int:
    """Delete what was to be asked two years ago, answered or not."""
    gone, _by_model = FollowUp.objects.filter(due__lt=timezone.localdate() - KEPT).delete()
    return gone
