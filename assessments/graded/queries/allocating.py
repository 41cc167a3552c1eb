"""Works that wait, their trainers, and how much each of these has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from assessments.graded.models import Submission
from assessments.graded.queries.marking import IN_TURN, taught_submissions, with_names
from courses.api import RunStaff
from lms.accounts.api import User


@dataclass
class Sharing:
    """One assignment in one run: what waits for nobody yet, and what each trainer has."""

    run_id: int
    run: str
    activity_id: int
    title: str
    works: list[int] = field(default_factory=list)
    trainers: list[User] = field(default_factory=list)
    #: Works that wait, by trainer.
    load: dict[int, int] = field(default_factory=dict)


def waiting_among(user: Any, keys: Iterable[int]) -> list[Submission]:
    """Those of ``keys`` that wait in the runs that ``user`` teaches; one query."""
    rows = with_names(taught_submissions(user)).filter(pk__in=list(keys), state=Submission.State.WAITING)
    rows = rows.select_related(
        "work__enrolment__run", "work__enrolment__learner__user", "work__activity", "work__marking", "review"
    )
    return list(rows.defer("text", "work__text").order_by(*IN_TURN))


def trainers_of_all(run_ids: set[int]) -> list[User]:
    """Who teaches every one of these runs, by name; one query."""
    rows = RunStaff.objects.filter(run__in=run_ids).order_by().values("user")
    everywhere = rows.annotate(n=Count("run", distinct=True)).filter(n=len(run_ids)).values("user")
    return list(User.objects.filter(pk__in=everywhere).order_by("first_name", "last_name", "pk"))


def sharing_for(user: Any) -> list[Sharing]:
    """Every assignment of ``user``'s runs in which something waits for nobody yet; three queries."""
    waiting = taught_submissions(user).filter(state=Submission.State.WAITING)
    names = ("work__enrolment__run", "work__enrolment__run__name", "work__activity", "work__activity__title", "work")
    found: dict[tuple[int, int], Sharing] = {}
    for run, run_name, activity, title, work in (
        waiting.filter(work__marking__trainer=None).order_by(*IN_TURN).values_list(*names)
    ):
        found.setdefault((run, activity), Sharing(run, run_name, activity, title)).works.append(work)
    taken = waiting.exclude(work__marking__trainer=None).order_by()
    loads = taken.values_list(names[0], names[2], "work__marking__trainer").annotate(n=Count("pk"))
    trainers: dict[int, list[User]] = {}
    staff = RunStaff.objects.filter(run__in={run for run, _activity in found}).select_related("user")
    for row in staff.order_by("user__first_name", "user__last_name", "user"):
        trainers.setdefault(row.run_id, []).append(row.user)
    for (run, _activity), one in found.items():
        one.trainers = list(dict.fromkeys(trainers.get(run, [])))
        one.load = {trainer.pk: 0 for trainer in one.trainers}
    for run, activity, trainer, number in loads:
        if (run, activity) in found and trainer in found[run, activity].load:
            found[run, activity].load[trainer] = number
    return list(found.values())
