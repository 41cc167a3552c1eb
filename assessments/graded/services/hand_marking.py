"""Marking answers that no rule can mark. A draft is kept while one writes; giving it decides the result."""

import contextlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.graded.models import Attempt, Response, ResponseMark
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.services.result_notices import tell_result
from assessments.graded.services.settling import lock_result, settle_result
from courses.api import Enrolment
from lms.records.audit import log_fact


class NotToMark(Exception):
    """The answer is not one that a person marks, or its attempt is not sent."""


class AlreadyGiven(Exception):
    """The mark is the learner's already; a draft no longer changes it."""


class MarkedElsewhere(Exception):
    """Another page has saved something else since this one was opened. Nothing was changed."""

    def __init__(self, mark: ResponseMark) -> None:
        self.mark = mark
        super().__init__("another page saved first")


@transaction.atomic
def save_mark(
    *,
    response_id: int,
    marker: Any,
    points: int | None,
    comment: str,
    seq: int | None,
    writer: str = "",
    base: int | None = None,
) -> ResponseMark:
    """Store a draft, which only trainers see. Raises ``NotToMark``, ``AlreadyGiven`` and ``MarkedElsewhere``."""
    mark = open_mark(response_id, marker)
    _store(mark, marker, points, comment, seq=seq, writer=writer, base=base)
    return mark


def _store(
    mark: ResponseMark, marker: Any, points: int | None, comment: str, *, seq: int | None, writer: str, base: int | None
) -> None:
    verdict = judge_save(
        stored_seq=mark.seq,
        stored_writer=mark.writer,
        same_answer=(mark.points, mark.comment) == (points, comment),
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "conflict":
        raise MarkedElsewhere(mark)
    if verdict == "store":
        mark.marker, mark.points, mark.comment, mark.writer = marker, points, comment, writer
        mark.seq, mark.saved_at = (mark.seq + 1 if seq is None else seq), timezone.now()
        mark.save(update_fields=["marker", "points", "comment", "writer", "seq", "saved_at"])


def open_mark(response_id: int, marker: Any) -> ResponseMark:
    """The locked mark of an answer, still a draft. Raises ``NotToMark`` and ``AlreadyGiven``."""
    mark = _locked_mark(response_id, marker)
    if mark.is_released:
        raise AlreadyGiven
    return mark


def _locked_mark(response_id: int, marker: Any) -> ResponseMark:
    """The mark of an answer that a person marks, made on the way when there is none."""
    rows = Response.objects.select_for_update(of=("self",)).select_related("attempt", "question_version__question")
    response = rows.get(pk=response_id)
    if response.attempt.state != Attempt.State.SUBMITTED or not is_for_a_person(response):
        raise NotToMark
    mark = ResponseMark.objects.select_for_update().filter(response=response).first()
    if mark is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():
            ResponseMark.objects.create(response=response, marker=marker)
        mark = ResponseMark.objects.select_for_update().get(response=response)
    mark.response = response
    return mark


def is_for_a_person(response: Response) -> bool:
    """Whether somebody has something to mark here: an empty answer is worth nothing without anybody's word."""
    return response.question_version.rule.by_hand and response.is_answered and response.full_points > 0


@transaction.atomic
def give_mark(
    *, response_id: int, marker: Any, points: int, comment: str, writer: str = "", base: int | None = None
) -> ResponseMark:
    """The points count and the learner reads the comment. When nothing waits any more the result is decided, and a
    pass completes the requirement before this returns. Given once, it may be given anew; a pass stays.

    Raises ``NotToMark`` and ``MarkedElsewhere``; ValueError for points the answer cannot have.
    """
    attempt = lock_result(Response.objects.values_list("attempt_id", flat=True).get(pk=response_id))
    mark = _locked_mark(response_id, marker)
    if not 0 <= points <= mark.response.full_points:
        raise ValueError("points beyond those of the question")
    if mark.released_at and mark.response.points == points and (mark.points, mark.comment) == (points, comment):
        return mark  # pressed twice
    _store(mark, marker, points, comment, seq=None, writer=writer, base=base)
    _give(mark, attempt, actor=marker)
    return mark


@transaction.atomic
def hold_mark(
    *, response_id: int, marker: Any, points: int, comment: str, writer: str = "", base: int | None = None
) -> ResponseMark:
    """The mark is ready, to be given together with others. Raises ``NotToMark``, ``AlreadyGiven`` and
    ``MarkedElsewhere``; ValueError for points the answer cannot have."""
    mark = open_mark(response_id, marker)
    if not 0 <= points <= mark.response.full_points:
        raise ValueError("points beyond those of the question")
    _store(mark, marker, points, comment, seq=None, writer=writer, base=base)
    mark.ready_at = mark.ready_at or timezone.now()
    mark.save(update_fields=["ready_at"])
    return mark


def give_ready(*, response_ids: Iterable[int], actor: Any, plan_id: int | None = None) -> int:
    """Give every one of these marks that is ready, with ``plan_id`` only if it is still planned so; one transaction
    each. How many were given."""
    return sum(_give_one(pk, actor, {"planned": plan_id} if plan_id else {}) for pk in response_ids)


@transaction.atomic
def _give_one(response_id: int, actor: Any, planned: Mapping[str, int]) -> bool:
    attempt = lock_result(Response.objects.values_list("attempt_id", flat=True).get(pk=response_id))
    marks = ResponseMark.objects.select_for_update(of=("self",)).select_related("response")
    mark = marks.filter(response=response_id, ready_at__isnull=False, released_at=None, **planned).first()
    has_left = attempt.enrolment.status == Enrolment.Status.CANCELLED
    if mark is None or has_left or mark.points is None or mark.points > mark.response.full_points:
        return False
    _give(mark, attempt, actor=actor)
    return True


def _give(mark: ResponseMark, attempt: Attempt, *, actor: Any) -> None:
    """The stored mark becomes the learner's, and the result follows it. The caller holds the locks of both."""
    before, points = mark.response.points, mark.points
    mark.released_at, mark.ready_at, mark.planned = timezone.now(), None, None
    mark.save(update_fields=["released_at", "ready_at", "planned"])
    Response.objects.filter(pk=mark.response_id).update(points=points)
    settle_result(attempt, actor=actor)
    detail = {"before": before, "points": points}
    log_fact("answer.marked", subject=mark.response, actor=actor, learner_key=_key_of(attempt), detail=detail)
    if before is None and not Response.objects.filter(attempt=attempt, points=None).exists():
        tell_result(attempt)


def _key_of(attempt: Attempt) -> Any:
    return attempt.enrolment.learner.key
