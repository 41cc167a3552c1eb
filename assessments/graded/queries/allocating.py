"""What trainers share among themselves, works and test answers alike: what waits, its trainers, and how much each of
these has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from assessments.graded.models import Response, Submission
from assessments.graded.queries import hand_marking
from assessments.graded.queries.marking import IN_TURN, taught_submissions, with_names
from courses.api import RunStaff
from lms.accounts.api import User


@dataclass(frozen=True)
class Pile:
    """Rows that wait to be marked in the runs that a trainer teaches, and the ways from a row: to its run, its
    activity, the trainer who has taken it, and ``key``, by which it is taken."""

    rows: Callable[[Any], QuerySet[Any]]
    run: str
    activity: str
    trainer: str
    key: str
    in_turn: tuple[str, ...]


WORKS = Pile(
    rows=lambda user: taught_submissions(user).filter(state=Submission.State.WAITING),
    run="work__enrolment__run",
    activity="work__activity",
    trainer="work__marking__trainer",
    key="work",
    in_turn=IN_TURN,
)
ANSWERS = Pile(
    rows=lambda user: hand_marking.taught_answers(user).filter(points=None),
    run="attempt__enrolment__run",
    activity="attempt__activity",
    trainer="marking__trainer",
    key="pk",
    in_turn=hand_marking.IN_TURN,
)


@dataclass
class Sharing:
    """One assignment or test in one run: what waits for nobody yet, and what each trainer has."""

    run_id: int
    run: str
    activity_id: int
    title: str
    works: list[int] = field(default_factory=list)
    trainers: list[User] = field(default_factory=list)
    #: How many that wait, by trainer.
    load: dict[int, int] = field(default_factory=dict)


def waiting_among(user: Any, keys: Iterable[int]) -> list[Submission]:
    """Those of ``keys`` that wait in the runs that ``user`` teaches; one query."""
    rows = with_names(WORKS.rows(user)).filter(pk__in=list(keys))
    rows = rows.select_related(
        "work__enrolment__run", "work__enrolment__learner__user", "work__activity", "work__marking", "review"
    )
    return list(rows.defer("text", "work__text").order_by(*IN_TURN))


def answers_among(user: Any, keys: Iterable[int]) -> list[Response]:
    """The same for test answers."""
    rows = hand_marking.with_names(ANSWERS.rows(user)).filter(pk__in=list(keys))
    rows = rows.select_related("attempt__enrolment__run", "attempt__enrolment__learner__user", "attempt__activity")
    return list(rows.defer("answer", "late_answer").order_by(*ANSWERS.in_turn))


def trainers_of_all(run_ids: set[int]) -> list[User]:
    """Who teaches every one of these runs, by name; one query."""
    rows = RunStaff.objects.filter(run__in=run_ids).order_by().values("user")
    everywhere = rows.annotate(n=Count("run", distinct=True)).filter(n=len(run_ids)).values("user")
    return list(User.objects.filter(pk__in=everywhere).order_by("first_name", "last_name", "pk"))


def sharing_for(user: Any, pile: Pile = WORKS) -> list[Sharing]:
    """Every assignment or test of ``user``'s runs in which something waits for nobody yet; three queries."""
    waiting = pile.rows(user)
    names = (pile.run, f"{pile.run}__name", pile.activity, f"{pile.activity}__title", pile.key)
    found: dict[tuple[int, int], Sharing] = {}
    nobodys = waiting.filter(**{pile.trainer: None}).order_by(*pile.in_turn)
    for run, run_name, activity, title, key in nobodys.values_list(*names):
        found.setdefault((run, activity), Sharing(run, run_name, activity, title)).works.append(key)
    taken = waiting.exclude(**{pile.trainer: None}).order_by()
    loads = taken.values_list(pile.run, pile.activity, pile.trainer).annotate(n=Count("pk"))
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
