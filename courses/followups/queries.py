"""Reading follow-ups. They are for the trainers of the run: what is not yours is missing."""

import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.api import Enrolment, RunStaff, runs_taught_by
from courses.followups.models import FollowUp
from courses.followups.tokens import read_link

#: So long before its day a conversation counts among what waits.
SOON = datetime.timedelta(days=7)


def follow_ups_of(user: Any, *, run: str = "") -> QuerySet[FollowUp]:
    """Those of the runs that ``user`` teaches, the soonest first; not of people who were erased or have left."""
    rows = FollowUp.objects.filter(enrolment__run__in=runs_taught_by(user).order_by().values("pk"))
    rows = rows.exclude(enrolment__learner__user=None).exclude(enrolment__status=Enrolment.Status.CANCELLED)
    rows = rows.select_related("enrolment__learner__user", "enrolment__run__course", "trainer", "closed_by")
    return (rows.filter(enrolment__run__code=run) if run else rows).order_by("due", "pk")


def follow_up_for(user: Any, pk: int) -> FollowUp | None:
    """One of them."""
    return follow_ups_of(user).filter(pk=pk).first() if pk < 2**63 else None


def colleagues_of(one: FollowUp) -> QuerySet[Any]:
    """Accounts that could have the conversation: who teaches the run and does not have it yet, by name."""
    users = get_user_model().objects.filter(run_roles__run=one.enrolment.run_id, is_active=True)
    return users.exclude(pk=one.trainer_id).order_by("last_name", "first_name", "pk").distinct()


def follow_ups_with_tries(user: Any, *, run: str = "") -> QuerySet[FollowUp]:
    """The same as ``follow_ups_of``, each with ``tried``, how many times one has tried to reach the person, and
    ``last_try``. One statement."""
    return follow_ups_of(user, run=run).annotate(tried=Count("tries"), last_try=Max("tries__at"))


def due_for(user: Any) -> int:
    """How many conversations ``user`` may have now: their own, and those of nobody who still teaches the run. One
    statement."""
    teaches = RunStaff.objects.filter(run=OuterRef("enrolment__run"), user=OuterRef("trainer"))
    rows = follow_ups_of(user).filter(Q(trainer=user) | ~Exists(teaches), state=FollowUp.State.OPEN)
    return rows.filter(due__lte=timezone.localdate() + SOON).count()


def counts_of(rows: QuerySet[FollowUp]) -> list[tuple[str, int]]:
    """(outcome in words, how many) of those that are over; one statement."""
    found = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    over = [state for state in FollowUp.State if state != FollowUp.State.OPEN]
    return [(str(state.label), found[state]) for state in over if found.get(state)]


def by_link(link: str) -> tuple[FollowUp, int] | None:
    """The follow-up that a link names, with the link's serial; None when the link is not ours."""
    found = read_link(link)
    if found is None:
        return None
    rows = FollowUp.objects.select_related("enrolment__run__course", "enrolment__learner__user")
    one = rows.filter(pk=found[0]).exclude(enrolment__learner__user=None).first()
    return (one, found[1]) if one else None
