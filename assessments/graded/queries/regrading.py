"""What would change if answers were counted by the newest version of their questions. Nothing is written here."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Attempt, QuestionVersion, Response
from assessments.graded.rules import quizzes as rules
from assessments.graded.services.attempts import points_of
from courses.api import Enrolment, Run


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One answer that would be worth something else by ``version``."""

    response_id: int
    position: int
    question: str
    old: int
    new: int
    version_id: int
    version: int


@dataclass(frozen=True, slots=True)
class ResultChange:
    """One result that would change. ``verdict`` is what the new points alone would say."""

    attempt_id: int
    enrolment_id: int
    number: int
    answers: tuple[AnswerChange, ...]
    old_score: int
    new_score: int
    max_score: int
    old_passed: bool | None
    verdict: bool | None

    @property
    def new_passed(self) -> bool | None:
        """A pass is never taken back."""
        return True if self.old_passed else self.verdict

    @property
    def passes_now(self) -> bool:
        return bool(self.verdict) and not self.old_passed

    @property
    def would_fail(self) -> bool:
        """Passed, and no longer by the points: the pass stays, and the trainer has to know."""
        return bool(self.old_passed) and not self.verdict


def changes_if_regraded(run: Run, activity_id: int, *, question_id: int | None = None) -> list[ResultChange]:
    """Every sent result of the quiz in this run that would change, of one question or of all. At most four queries."""
    sent = _sent(run, activity_id)
    if question_id is not None:
        sent = sent.filter(question_version__question=question_id)
    used = set(sent.order_by().values_list("question_version_id", flat=True).distinct())
    newest = newest_versions(used)
    stale = [pk for pk in used if newest[pk].pk != pk and not newest[pk].rule.by_hand]
    if not stale:
        return []
    rows = sent.filter(question_version__in=stale, answer__isnull=False, points__isnull=False)
    rows = rows.select_related("attempt__quiz_version", "mark").order_by("attempt_id", "position")
    changed: dict[Attempt, list[AnswerChange]] = {}
    for response in rows:
        change = _change(response, newest[response.question_version_id])
        if change:
            changed.setdefault(response.attempt, []).append(change)
    return _results(changed)


def _sent(run: Run, activity_id: int) -> QuerySet[Response]:
    sent = Response.objects.filter(
        attempt__enrolment__run=run, attempt__activity=activity_id, attempt__state=Attempt.State.SUBMITTED
    )
    return sent.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED)


def newest_versions(used: Iterable[int]) -> dict[int, QuestionVersion]:
    """By version id, the newest version of the same question; one query."""
    return newest_of_each(versions_beside(used))


def versions_beside(used: Iterable[int]) -> list[QuestionVersion]:
    """Every version of the questions that ``used`` are versions of, oldest first; one query."""
    questions = QuestionVersion.objects.filter(pk__in=list(used)).values("question")
    rows = QuestionVersion.objects.filter(question__in=questions)
    return list(rows.select_related("question").order_by("number"))


def newest_of_each(versions: Iterable[QuestionVersion]) -> dict[int, QuestionVersion]:
    """By version id, the last of ``versions`` that is of the same question."""
    known = list(versions)
    by_question = {one.question_id: one for one in known}
    return {one.pk: by_question[one.question_id] for one in known}


def _change(response: Response, version: QuestionVersion) -> AnswerChange | None:
    attempt, old = response.attempt, response.points
    response.question_version = version
    new = points_of(response, QuizSettings.restored(attempt.quiz_version.settings), attempt.language)
    if new is None or new == old:
        return None
    return AnswerChange(response.pk, response.position, version.question.title, old, new, version.pk, version.number)


def _results(changed: dict[Attempt, list[AnswerChange]]) -> list[ResultChange]:
    waiting = Response.objects.filter(attempt__in=[attempt.pk for attempt in changed], points=None)
    awaited = dict(waiting.order_by().values_list("attempt").annotate(Sum("full_points")))
    results = []
    for attempt, answers in changed.items():
        score = attempt.score + sum(one.new - one.old for one in answers)
        percent = QuizSettings.restored(attempt.quiz_version.settings).pass_percent
        verdict = rules.verdict(score, awaited.get(attempt.pk, 0), attempt.max_score, percent)
        results.append(
            ResultChange(
                attempt_id=attempt.pk,
                enrolment_id=attempt.enrolment_id,
                number=attempt.number,
                answers=tuple(answers),
                old_score=attempt.score,
                new_score=score,
                max_score=attempt.max_score,
                old_passed=attempt.passed,
                verdict=verdict,
            )
        )
    return results


def fingerprint(changes: Iterable[ResultChange]) -> str:
    """The same for the same changes: what was shown is what is done."""
    return hashlib.sha256(repr(list(changes)).encode()).hexdigest()
