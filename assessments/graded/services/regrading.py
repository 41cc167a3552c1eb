"""Counting results again after a question was corrected: seen first, with a reason, all or nothing."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import Attempt, Regrade, Response, ResponseMark
from assessments.graded.queries.regrading import ResultChange, changes_if_regraded, fingerprint
from assessments.graded.services.attempts import complete_if_passed
from courses.api import Enrolment, Run
from lms.records.audit import log_fact


class ChangedMeanwhile(Exception):
    """What would change is not what was shown. Nothing was done."""


@transaction.atomic
def regrade_quiz(
    *, run: Run, activity_id: int, seen: str, reason: str, actor: Any, question_id: int | None = None
) -> list[ResultChange]:
    """Do what ``changes_if_regraded`` listed. A pass stays, whatever the points; a new pass completes the quiz here
    and now. ``seen`` is the fingerprint of the list that was shown.

    Raises ``ChangedMeanwhile``, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("counting again needs a reason")
    listed = changes_if_regraded(run, activity_id, question_id=question_id)
    _lock(listed)
    changes = changes_if_regraded(run, activity_id, question_id=question_id)
    if not changes or fingerprint(changes) != seen:
        raise ChangedMeanwhile
    batch = uuid.uuid4()
    _store_answers(changes, reason=reason.strip()[:500], actor=actor)
    attempts = Attempt.objects.select_related("quiz_version", "enrolment__learner").in_bulk(
        [change.attempt_id for change in changes]
    )
    for change in changes:
        _store_result(attempts[change.attempt_id], change, batch=batch, reason=reason.strip()[:500], actor=actor)
    return changes


def _lock(changes: list[ResultChange]) -> None:
    """Enrolments before answers, each in one order, as sending does."""
    enrolments = Enrolment.objects.select_for_update().filter(pk__in={change.enrolment_id for change in changes})
    list(enrolments.order_by("pk").values_list("pk"))
    answers = Response.objects.select_for_update().filter(attempt__in=[change.attempt_id for change in changes])
    list(answers.order_by("pk").values_list("pk"))


def _store_answers(changes: list[ResultChange], *, reason: str, actor: Any) -> None:
    """The new points, and for the learner why they are others than before."""
    now = timezone.now()
    answers = [one for change in changes for one in change.answers]
    changed = [Response(pk=one.response_id, points=one.new) for one in answers]
    Response.objects.bulk_update(changed, ["points"], batch_size=500)  # of many cases in one statement each is slower
    marks = [
        ResponseMark(
            response_id=one.response_id,
            marker=actor,
            points=one.new,
            comment=reason,
            version_id=one.version_id,
            saved_at=now,
            released_at=now,
        )
        for one in answers
    ]
    ResponseMark.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["response"],
        update_fields=["marker", "points", "comment", "version", "saved_at", "released_at"],
    )


def _store_result(attempt: Attempt, change: ResultChange, *, batch: uuid.UUID, reason: str, actor: Any) -> None:
    attempt.score, attempt.passed = change.new_score, change.new_passed
    attempt.save(update_fields=["score", "passed"])
    Regrade.objects.create(
        attempt=attempt,
        batch=batch,
        actor=actor,
        reason=reason,
        old_score=change.old_score,
        new_score=change.new_score,
        old_passed=change.old_passed,
        new_passed=change.new_passed,
        answers=[
            {"position": one.position, "old": one.old, "new": one.new, "version": one.version} for one in change.answers
        ],
    )
    detail = {"batch": str(batch), "old": change.old_score, "new": change.new_score}
    key = attempt.enrolment.learner.key
    log_fact("attempt.regraded", subject=attempt, actor=actor, learner_key=key, reason=reason, detail=detail)
    complete_if_passed(attempt=attempt, actor=actor)
