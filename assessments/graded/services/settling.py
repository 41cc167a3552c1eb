"""What a result is worth once a person has changed the points of its answers."""

from typing import Any

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Attempt, Response
from assessments.graded.rules import quizzes as rules
from assessments.graded.services.attempts import complete_if_passed
from courses.api import Enrolment


def lock_result(attempt_id: int) -> Attempt:
    """A sent attempt with its enrolment and answers locked, in the order in which sending locks them."""
    enrolment_id = Attempt.objects.values_list("enrolment_id", flat=True).get(pk=attempt_id)
    Enrolment.objects.lock(enrolment_id)
    list(Response.objects.select_for_update().filter(attempt=attempt_id).order_by("pk").values_list("pk"))
    return Attempt.objects.select_related("quiz_version").get(pk=attempt_id)


def settle_result(attempt: Attempt, *, actor: Any) -> None:
    """Add up the stored points and decide. Passed stays passed; a new pass completes the activity in this same
    transaction, and with it perhaps the training. The caller holds the locks of ``lock_result``."""
    attempt.score, verdict = judged(attempt, list(attempt.responses.values_list("points", "full_points")))
    attempt.passed = attempt.passed or verdict
    attempt.save(update_fields=["score", "passed"])
    complete_if_passed(attempt=attempt, actor=actor)


def judged(attempt: Attempt, points: list[tuple[int | None, int]]) -> tuple[int, bool | None]:
    """(score, passed) by ``points``: (given, full) of each answer; nothing given waits for a person."""
    score = sum(given or 0 for given, _full in points)
    awaited = sum(full for given, full in points if given is None)
    percent = QuizSettings.restored(attempt.quiz_version.settings).pass_percent
    return score, rules.verdict(score, awaited, attempt.max_score, percent)
