"""Storing answers while an attempt is going on. Every autosave comes by here: what is read, is read once."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Attempt, Response
from assessments.graded.queries.attempts import response_of
from assessments.graded.rules import quizzes as rules
from assessments.graded.services.attempts import points_of
from assessments.graded.tokens.quizzes import AttemptPass
from assessments.kinds.question import lines_in
from lms.records.prepared import Prepared, PreparedObjects, PreparedUpdate


class NotSaved(Exception):
    """An answer was not stored. ``response`` is what stands, ``answer`` is what came."""

    def __init__(self, response: Response, answer: Any = None) -> None:
        self.response, self.answer = response, answer
        super().__init__("not saved")


class TooLate(NotSaved):
    """The deadline has passed. The answer is kept aside and not marked."""


class AlreadySent(NotSaved):
    """The attempt has been sent, or the question has been checked: nothing in it changes any more."""


class Conflict(NotSaved):
    """Another page has saved something else since this one was opened. Nothing was changed."""


def save_answer(
    *, attempt: Attempt, position: int, answer: Any, seq: int | None, writer: str = "", base: int | None = None
) -> Response:
    """Store an answer if it is newer; when this returns, it is committed. Saving the same again changes nothing.

    Raises ``TooLate`` (the answer is kept aside), ``AlreadySent``, ``Conflict`` and ``Response.DoesNotExist``.
    """
    return _save(
        lambda: _LOCKED.first(attempt.pk, position), lambda _response: answer, seq=seq, writer=writer, base=base
    )[0]


def save_sent(
    *,
    held: AttemptPass,
    position: int,
    read: Callable[[Response], Any],
    seq: int | None,
    writer: str = "",
    base: int | None = None,
) -> tuple[Response, Any]:
    """The same for what came with a pass; returns what was answered, too. ``read`` tells from the question what the
    person answered; when it raises, nothing has changed."""
    asked = (held.attempt_id, held.learner_id, position)
    if connection.features.has_select_for_update:
        stored = _store_at_once(_SEEN.first(*asked), read, seq=seq, writer=writer, base=base)
        if stored:
            return stored
    return _save(lambda: _SENT.first(*asked), read, seq=seq, writer=writer, base=base)


def _locked(attempt_id: int, position: int) -> QuerySet[Response]:
    """One answer of an attempt."""
    return Response.objects.filter(attempt=attempt_id, position=position)


def _unchanged(response_id: int, seq: int) -> QuerySet:
    held = Response.objects.filter(pk=response_id, seq=seq, points=None, attempt__state=Attempt.State.OPEN)
    return held.values_list("pk")


_STATE = ("seq", "writer", "answer", "saved_at", "points", "attempt__state", "attempt__deadline")
#: All that saving needs and its answer tells; what error pages show beside is read by them.
_WITH_QUESTION = {
    "related": ("attempt__quiz_version", "question_version__question"),
    "only": (
        *_STATE,
        "position",
        "attempt__language",
        "attempt__quiz_version__questions",
        "attempt__quiz_version__settings",
        "question_version__values",
        "question_version__question__kind",
        "question_version__question__source_language",
    ),
}
_SEEN = PreparedObjects(response_of, -1, -2, 31_007, **_WITH_QUESTION)
_SENT = PreparedObjects(response_of, -1, -2, 31_007, **_WITH_QUESTION, locks=(Response, Attempt))
_LOCKED = PreparedObjects(_locked, -1, 31_007, related=("attempt",), only=_STATE, locks=(Response, Attempt))
#: An answer in which nothing has been saved or marked since it was read, of an attempt that goes on.
_UNCHANGED = Prepared(_unchanged, -1, 2_000_000_007, locks=(Response, Attempt))
_STORED = PreparedUpdate(Response, "answer", "writer", "saved_at", "seq")


def _store_at_once(
    response: Response | None, read: Callable[[Response], Any], *, seq: int | None, writer: str, base: int | None
) -> tuple[Response, Any] | None:
    """The usual case, without a transaction around it, which took longer than the rest of the database's part: the
    answer was read without a lock and is stored by one statement that locks answer and attempt as ``_store`` does, if
    both are still what they were (every store makes ``seq`` grow, marking fills the points). Whatever is not usual
    is None and left to ``_store``, which reads and judges again under the lock. Only where rows can be locked."""
    now = timezone.now()
    if response is None:
        raise Response.DoesNotExist
    answer, known = read(response), response.seq
    if rules.is_late(now, response.attempt.deadline) or _verdict(response, answer, seq, writer, base) != "store":
        return None
    _take(response, answer, now, seq=seq, writer=writer)
    return (response, answer) if _STORED.write_if(response, _UNCHANGED, response.pk, known) else None


def _verdict(response: Response, answer: Any, seq: int | None, writer: str, base: int | None) -> rules.Saving:
    return rules.judge_save(
        stored_seq=response.seq,
        stored_writer=response.writer,
        same_answer=response.answer == answer,
        seq=seq,
        writer=writer,
        base=base,
    )


def _take(response: Response, answer: Any, now: datetime.datetime, *, seq: int | None, writer: str) -> None:
    response.answer, response.writer, response.saved_at = answer, writer, now
    response.seq = response.seq + 1 if seq is None else seq


def _save(
    found: Callable[[], Response | None],
    read: Callable[[Response], Any],
    *,
    seq: int | None,
    writer: str,
    base: int | None,
) -> tuple[Response, Any]:
    # Whoever waits for the lock came when they came, so the clock is looked at before.
    response, answer, is_late = _store(found, read, timezone.now(), seq=seq, writer=writer, base=base)
    if is_late:  # said after the commit that keeps it aside
        raise TooLate(response, answer)
    return response, answer


@transaction.atomic
def _store(
    found: Callable[[], Response | None],
    read: Callable[[Response], Any],
    now: datetime.datetime,
    *,
    seq: int | None,
    writer: str,
    base: int | None,
) -> tuple[Response, Any, bool]:
    """Locks the attempt too, so that nothing is stored in one that is being sent."""
    response = found()
    if response is None:
        raise Response.DoesNotExist
    answer = read(response)
    if rules.is_late(now, response.attempt.deadline):
        if response.attempt.is_open:
            Response.objects.filter(pk=response.pk).update(late_answer=answer)
        return response, answer, True
    if not response.attempt.is_open or response.points is not None:
        raise AlreadySent(response, answer)
    verdict = _verdict(response, answer, seq, writer, base)
    if verdict == "conflict":
        raise Conflict(response, answer)
    if verdict == "store":
        _take(response, answer, now, seq=seq, writer=writer)
        _STORED.write(response)
    return response, answer, False


@transaction.atomic
def check_answer(*, attempt: Attempt, position: int) -> Response:
    """Mark one question of a quiz that tells at once; what is marked does not change afterwards. With hints, a
    wrong answer earns the next one instead, as long as there are any; the same wrong answer earns none twice.

    Nothing is marked without an answer, nor what only a person can mark.
    """
    rows = Response.objects.select_for_update(of=("self", "attempt")).select_related("attempt__quiz_version")
    response = rows.select_related("question_version__question").get(attempt=attempt, position=position)
    settings = QuizSettings.restored(response.attempt.quiz_version.settings)
    if not (settings.tells_at_once and response.attempt.is_open and response.points is None and response.is_answered):
        return response
    if settings.feedback == "hints" and _earns_hint(response, attempt.language):
        if response.answer not in response.tries:
            response.tries.append(response.answer)
    else:
        response.points = points_of(response, settings, attempt.language)
    response.save(update_fields=["points", "tries"])
    return response


def _earns_hint(response: Response, language: str) -> bool:
    """Whether one may try again: the answer is not all right, and there is a hint left or this one has been given."""
    version = response.question_version
    values = version.values_in(language)
    mark = version.rule.mark(values, response.answer)
    if mark is None or mark.is_full:
        return False
    return response.answer in response.tries or len(response.tries) < len(lines_in(values.get("hints")))
