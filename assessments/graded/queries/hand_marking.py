"""Answers of quizzes that a person marks. Only trainers of the run find them: what is not yours is missing."""

from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTransform

from assessments.graded.models import AnswerMarking, Attempt, Response, ResponseMark, RunMarking
from assessments.graded.queries.marking import DONE, HELD, MINE, NOBODYS, UNMARKED
from assessments.kinds import KINDS
from courses.api import Enrolment, RunStaff, runs_taught_by

#: In the order in which one goes through them.
IN_TURN = ("attempt__submitted_at", "attempt_id", "position")
_IS_READY = Q(mark__ready_at__isnull=False)


def by_hand() -> list[str]:
    """The kinds of question that a person marks."""
    return [kind.slug for kind in KINDS.values() if kind.by_hand]


def taught_answers(user: Any) -> QuerySet[Response]:
    """Answers in sent attempts of the runs that ``user`` teaches, but nobody's own."""
    taught = runs_taught_by(user).order_by().values("pk")
    rows = Response.objects.filter(attempt__state=Attempt.State.SUBMITTED, attempt__enrolment__run__in=taught)
    rows = rows.exclude(attempt__enrolment__learner__user=user)
    return rows.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED)


def with_names(rows: QuerySet[Response]) -> QuerySet[Response]:
    """Each with what decides whether its writer's name is shown (``pages.naming``): what the author and the run say,
    whether something of the attempt still waits, whether the name has been shown, and the number it goes by. No
    statement more."""
    here = {"activity": OuterRef("attempt__activity")}
    run_says = RunMarking.objects.filter(run=OuterRef("attempt__enrolment__run"), **here).values("hides_names")[:1]
    before = Attempt.objects.filter(enrolment__run=OuterRef("attempt__enrolment__run"), pk__lte=OuterRef("attempt"))
    number = before.filter(**here).order_by().values("activity").annotate(n=Count("pk")).values("n")
    beside = {"attempt": OuterRef("attempt")}
    return rows.annotate(
        author_hides=KeyTransform("hides_names", F("attempt__quiz_version__settings")),
        run_hides=Subquery(run_says, output_field=BooleanField()),
        goes_by=Subquery(number, output_field=IntegerField()),
        is_undecided=Exists(Response.objects.filter(points=None, **beside)),
        is_named=Exists(AnswerMarking.objects.filter(response__attempt=OuterRef("attempt"), named_at__isnull=False)),
    )


def answers_to_mark(
    user: Any, *, state: str = UNMARKED, run: str = "", assignment: str = "", whose: str = ""
) -> QuerySet[Response]:
    """What waits for ``user`` or is ready to be given, oldest first, or what has been marked, newest first.
    ``assignment`` is the test's short name."""
    rows = with_names(_within(taught_answers(user), user, run=run, assignment=assignment, whose=whose))
    rows = rows.select_related(
        "attempt__enrolment__run",
        "attempt__enrolment__learner__user",
        "attempt__activity",
        "mark",
        "marking__trainer",
    )
    rows = rows.defer("answer", "late_answer", "option_order")
    if state == DONE:
        marked = rows.filter(mark__released_at__isnull=False, question_version__question__kind__in=by_hand())
        return marked.order_by("-mark__released_at", "-pk")
    waiting = rows.filter(points=None).order_by(*IN_TURN)
    return waiting.filter(_IS_READY) if state == HELD else waiting.exclude(_IS_READY)


def _within(rows: QuerySet[Response], user: Any, *, run: str, assignment: str, whose: str) -> QuerySet[Response]:
    if run:
        rows = rows.filter(attempt__enrolment__run__code=run)
    if assignment:
        rows = rows.filter(attempt__activity__slug=assignment)
    if whose == MINE:
        rows = rows.filter(marking__trainer=user)
    if whose == NOBODYS:
        rows = rows.filter(marking__trainer=None)
    return rows


def answer_counts(user: Any, **within: str) -> dict[str, int]:
    """How many wait and how many are ready to be given; one query."""
    waiting = _within(taught_answers(user), user, **within).filter(points=None)
    counts = waiting.aggregate(all=Count("pk"), ready=Count("pk", filter=_IS_READY))
    return {UNMARKED: counts["all"] - counts["ready"], HELD: counts["ready"]}


def places_with_answers(user: Any) -> list[tuple[str, str, str, str, bool]]:
    """(run, its name, test, its title, whether the run has other trainers too) of every test of ``user``'s runs in
    which a person has something to mark."""
    rows = taught_answers(user).filter(question_version__question__kind__in=by_hand(), answer__isnull=False)
    names = ("attempt__enrolment__run__code", "attempt__enrolment__run__name", "attempt__activity__slug")
    others = RunStaff.objects.filter(run=OuterRef("attempt__enrolment__run")).exclude(user=user)
    ordered = rows.order_by("attempt__enrolment__run__name", "attempt__activity__title")
    return list(ordered.values_list(*names, "attempt__activity__title", Exists(others)).distinct())


def answers_waiting(user: Any) -> tuple[int, int]:
    """How many answers wait for ``user`` to mark, and how many marks to be given that no set time will give; one
    query."""
    waiting = taught_answers(user).filter(points=None)
    to_give = _IS_READY & Q(mark__planned=None)
    counts = waiting.aggregate(
        all=Count("pk"), ready=Count("pk", filter=_IS_READY), to_give=Count("pk", filter=to_give)
    )
    return counts["all"] - counts["ready"], counts["to_give"]


def answer_to_mark(user: Any, pk: int) -> Response | None:
    """One answer with all that marking it needs."""
    rows = with_names(taught_answers(user)).select_related(
        "attempt__enrolment__run",
        "attempt__enrolment__learner__user",
        "attempt__activity",
        "question_version__question",
        "mark__marker",
        "marking__trainer",
    )
    return rows.filter(pk=pk).first()


def hides_answers_in(attempt: Attempt) -> bool:
    """Whether what a person marks in the attempt is marked without its writer's name now; one query."""
    found = with_names(Response.objects.filter(attempt=attempt)).first()
    if found is None or not found.is_undecided or found.is_named:
        return False
    return bool(found.author_hides if found.run_hides is None else found.run_hides)


def next_answer(user: Any, *, after: Response) -> Response | None:
    """The oldest one that waits: the same question first, so that one measure serves for all, then any; one's own
    before those that nobody has taken, and what another trainer has taken last of all."""
    turn = Case(When(marking__trainer=user.pk, then=0), When(marking__trainer=None, then=1), default=2)
    waiting = answers_to_mark(user).exclude(pk=after.pk).order_by(turn, *IN_TURN)
    alike = waiting.filter(question_version=after.question_version_id, attempt__activity=after.attempt.activity_id)
    return alike.first() or waiting.first()


def marks_for_export(learner: Any) -> list[dict[str, Any]]:
    """What trainers have said of a person's test answers. What is not given yet is not told."""
    rows = ResponseMark.objects.filter(response__attempt__enrolment__learner=learner, released_at__isnull=False)
    named = {
        "quiz": F("response__attempt__activity__title"),
        "attempt": F("response__attempt__number"),
        "question": F("response__position"),
    }
    return list(rows.order_by("pk").values("points", "comment", "released_at", **named))
