"""Answers of quizzes that a person marks. Only trainers of the run find them: what is not yours is missing."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from assessments.graded.models import Attempt, Response, ResponseMark
from assessments.kinds import KINDS
from courses.api import Enrolment, runs_taught_by

WAITING, READY, MARKED = "odottaa", "valmiina", "arvioidut"


def _taught(user: Any) -> QuerySet[Response]:
    """Answers in sent attempts of the runs that ``user`` teaches."""
    taught = runs_taught_by(user).order_by().values("pk")
    rows = Response.objects.filter(attempt__state=Attempt.State.SUBMITTED, attempt__enrolment__run__in=taught)
    return rows.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED)


def answers_to_mark(user: Any, *, state: str = WAITING, run: str = "", quiz: str = "") -> QuerySet[Response]:
    """What waits for ``user`` or is ready to be given, oldest first, or what has been marked, newest first."""
    rows = _taught(user)
    if run:
        rows = rows.filter(attempt__enrolment__run__code=run)
    if quiz:
        rows = rows.filter(attempt__activity__slug=quiz)
    rows = rows.select_related(
        "attempt__enrolment__run", "attempt__enrolment__learner__user", "attempt__activity", "mark"
    )
    rows = rows.defer("answer", "late_answer", "option_order")
    if state == MARKED:
        by_hand = [kind.slug for kind in KINDS.values() if kind.by_hand]
        marked = rows.filter(mark__released_at__isnull=False, question_version__question__kind__in=by_hand)
        return marked.order_by("-mark__released_at", "-pk")
    waiting = rows.filter(points=None).order_by("attempt__submitted_at", "attempt_id", "position")
    is_ready = {"mark__ready_at__isnull": False}
    return waiting.filter(**is_ready) if state == READY else waiting.exclude(**is_ready)


def places_with_answers(user: Any) -> list[tuple[str, str, str, str]]:
    """(run, its name, test, its title) of every test of ``user``'s runs in which a person has something to mark."""
    by_hand = [kind.slug for kind in KINDS.values() if kind.by_hand]
    rows = _taught(user).filter(question_version__question__kind__in=by_hand, answer__isnull=False)
    names = ("attempt__enrolment__run__code", "attempt__enrolment__run__name", "attempt__activity__slug")
    ordered = rows.order_by("attempt__enrolment__run__name", "attempt__activity__title")
    return list(ordered.values_list(*names, "attempt__activity__title").distinct())


def answers_waiting(user: Any) -> tuple[int, int]:
    """How many answers wait for ``user`` to mark, and how many marks to be given that no set time will give; one
    query."""
    is_ready = Q(mark__ready_at__isnull=False)
    waiting = _taught(user).filter(points=None)
    to_give = is_ready & Q(mark__planned=None)
    counts = waiting.aggregate(all=Count("pk"), ready=Count("pk", filter=is_ready), to_give=Count("pk", filter=to_give))
    return counts["all"] - counts["ready"], counts["to_give"]


def answer_to_mark(user: Any, pk: int) -> Response | None:
    """One answer with all that marking it needs."""
    rows = _taught(user).select_related(
        "attempt__enrolment__run",
        "attempt__enrolment__learner__user",
        "attempt__activity",
        "question_version__question",
        "mark__marker",
    )
    return rows.filter(pk=pk).first()


def next_answer(user: Any, *, after: Response) -> Response | None:
    """The oldest one that waits: the same question first, so that one measure serves for all, then any."""
    waiting = answers_to_mark(user).exclude(pk=after.pk)
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
