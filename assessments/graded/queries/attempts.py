"""Reading quizzes and attempts. Every lookup carries its right: somebody else's attempt is a missing one."""

import itertools
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from assessments.graded.facts.quizzes import QuizFacts, QuizSettings, Result
from assessments.graded.models import Attempt, Question, QuestionVersion, QuizVersion, Response
from assessments.graded.rules.counting import Sent, what_counts
from assessments.graded.tokens.quizzes import AttemptPass
from courses.api import Activity, Enrolment, RunItem, enrolment_for, refuse_locked, step_rule, steps_of
from lms.records.prepared import Prepared, PreparedObjects


@dataclass(frozen=True)
class QuizStep:
    """A quiz as one of its learners meets it in a run."""

    enrolment: Enrolment
    item: RunItem
    version: QuizVersion
    attempts: list[Attempt]

    @property
    def settings(self) -> QuizSettings:
        return self.version.rules

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)


def quiz_step_for(learner: Any, run_code: str, slug: str) -> QuizStep | None:
    """The quiz in the learner's own run, or None."""
    enrolment = enrolment_for(learner, run_code)
    if enrolment is None:
        return None
    item = _QUIZ_ITEM.first(enrolment.run_id, slug)
    item = item if item is None or may_begin(enrolment, item) else None
    version = newest_version(item.activity_id) if item else None
    return QuizStep(enrolment, item, version, attempts_of(enrolment, item.activity_id)) if version else None


def _quiz_item(run_id: int, slug: str) -> QuerySet[RunItem]:
    return RunItem.objects.filter(run_id=run_id, activity__slug=slug, activity__kind="quiz")


def _newest_version(activity_id: int) -> QuerySet[QuizVersion]:
    keys = Activity.objects.filter(pk=activity_id).values("key")
    return QuizVersion.objects.filter(quiz__key__in=keys).order_by("-number")[:1]


_QUIZ_ITEM = PreparedObjects(_quiz_item, -1, "slug", related=("activity",))
_NEWEST_VERSION = PreparedObjects(_newest_version, -1)


def newest_version(activity_id: int) -> QuizVersion | None:
    """The quiz as it was last published; None when it never was."""
    return _NEWEST_VERSION.first(activity_id)


def may_begin(enrolment: Enrolment, item: RunItem) -> bool:
    """Whether the learner may know of the quiz; raises ``StepLocked`` when something has to be done first. Who has an
    attempt going on finishes it. No query for a quiz that is open at once."""
    rule = step_rule(item)
    if not rule.waits and not rule.hidden:
        return True
    if Attempt.objects.filter(enrolment=enrolment, activity=item.activity_id, state=Attempt.State.OPEN).exists():
        return True
    here = next((step for step in steps_of(enrolment) if step.activity_id == item.activity_id), None)
    if here is not None:
        refuse_locked(enrolment.run, here)
    return here is not None


def _attempts_in(learner_id: int, run_code: str, slug: str) -> QuerySet[Attempt]:
    own = Attempt.objects.filter(enrolment__learner_id=learner_id, enrolment__run__code=run_code, activity__slug=slug)
    return own.exclude(enrolment__status=Enrolment.Status.CANCELLED)


def _open_attempt(learner_id: int, run_code: str, slug: str) -> QuerySet[Attempt]:
    return _attempts_in(learner_id, run_code, slug).filter(state=Attempt.State.OPEN)


def _attempt_numbered(learner_id: int, run_code: str, slug: str, number: int) -> QuerySet[Attempt]:
    return _attempts_in(learner_id, run_code, slug).filter(number=number)


_OF_ATTEMPT = ("enrolment__run__course", "activity", "quiz_version")
_LEFT = ("enrolment__run__course__outline",)
_OPEN_ATTEMPT = PreparedObjects(_open_attempt, -1, "run", "slug", related=_OF_ATTEMPT, leave=_LEFT)
_ATTEMPT_NUMBERED = PreparedObjects(
    _attempt_numbered, -1, "run", "slug", 2_000_000_007, related=_OF_ATTEMPT, leave=_LEFT
)


def open_attempt_for(learner: Any, run_code: str, slug: str) -> Attempt | None:
    """The learner's attempt that is going on."""
    return _OPEN_ATTEMPT.first(learner.pk, run_code, slug) if learner else None


def _open_response(learner_id: int, run_code: str, slug: str, position: int) -> QuerySet[Response]:
    own = Response.objects.filter(attempt__enrolment__learner_id=learner_id, attempt__enrolment__run__code=run_code)
    own = own.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED)
    return own.filter(attempt__activity__slug=slug, position=position, attempt__state=Attempt.State.OPEN)


def response_of(attempt_id: int, learner_id: int, position: int) -> QuerySet[Response]:
    """One question of an attempt, open or not, in an enrolment that stands."""
    own = Response.objects.filter(attempt=attempt_id, attempt__enrolment__learner_id=learner_id, position=position)
    return own.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED)


_AROUND = (
    "attempt__enrolment__run__course",
    "attempt__activity",
    "attempt__quiz_version",
    "question_version__question",
)
_SHOWN = (
    "attempt__enrolment__learner_id",
    "attempt__enrolment__run__code",
    "attempt__enrolment__run__language",
    "attempt__enrolment__run__course__titles",
    "attempt__activity__slug",
    "attempt__activity__title",
    "attempt__quiz_version__questions",
    "attempt__quiz_version__settings",
    "question_version__values",
    "question_version__question__kind",
    "question_version__question__source_language",
)
#: Asked at every question, so it is compiled once.
_OPEN_RESPONSE = PreparedObjects(_open_response, -1, "run", "slug", 31_007, related=_AROUND, only=_SHOWN)


def open_response_for(learner: Any, run_code: str, slug: str, position: int) -> Response | None:
    """One question of the learner's attempt that is going on, with all that its page shows, in one query."""
    return _OPEN_RESPONSE.first(learner.pk, run_code, slug, position) if learner else None


def response_by_pass(held: AttemptPass, position: int) -> Response | None:
    """One question of the attempt that a signed pass names, open or not, with what it asks."""
    rows = response_of(held.attempt_id, held.learner_id, position)
    return rows.select_related("attempt__quiz_version", "question_version__question").first()


def attempt_numbered(learner: Any, run_code: str, slug: str, number: int) -> Attempt | None:
    """The learner's own attempt by its number."""
    return _ATTEMPT_NUMBERED.first(learner.pk, run_code, slug, number) if learner else None


def responses_of(attempt: Attempt) -> list[Response]:
    """All questions of an attempt with their versions, in order."""
    return _RESPONSES.all(attempt.pk)


def _responses(attempt_id: int) -> QuerySet[Response]:
    return Response.objects.filter(attempt=attempt_id)


_RESPONSES = PreparedObjects(_responses, -1, related=("question_version__question", "mark__version"))


def first_open_position(attempt: Attempt) -> int:
    """The first question without an answer, else the first."""
    rows = _UNANSWERED.rows(attempt.pk)
    return rows[0][0] if rows else 1


def _unanswered(attempt_id: int) -> QuerySet:
    unanswered = Response.objects.filter(attempt=attempt_id, answer__isnull=True).order_by("position")
    return unanswered.values_list("position")[:1]


_UNANSWERED = Prepared(_unanswered, -1)


def attempts_of(enrolment: Enrolment, activity_id: int) -> list[Attempt]:
    """Every attempt of one enrolment at one quiz, oldest first."""
    return _ATTEMPTS_OF.all(enrolment.pk, activity_id)


def _attempts_of(enrolment_id: int, activity_id: int) -> QuerySet[Attempt]:
    return Attempt.objects.filter(enrolment=enrolment_id, activity=activity_id).order_by("number")


_ATTEMPTS_OF = PreparedObjects(_attempts_of, -1, -2, related=("quiz_version",))


def results_that_count(enrolment: Enrolment, activity_ids: Iterable[int]) -> dict[int, Result]:
    """The result by activity, counted as the newest attempt's version says; one query for any number of quizzes."""
    sent = Attempt.objects.filter(
        enrolment=enrolment, activity_id__in=list(activity_ids), state=Attempt.State.SUBMITTED
    )
    rows = sent.order_by("activity_id", "number").values_list(
        "activity_id", "quiz_version__settings", "score", "max_score", "passed", "submitted_at"
    )
    results = {}
    for activity_id, group in itertools.groupby(rows, key=operator.itemgetter(0)):
        of_quiz = list(group)
        settings = QuizSettings.restored(of_quiz[-1][1])
        kept = what_counts([Sent(*row[2:]) for row in of_quiz], settings.counting, settings.pass_percent)
        result = (kept.score, kept.max_score, bool(kept.passed), kept.submitted_at, settings.counting)
        results[activity_id] = Result(activity_id, len(of_quiz), *result)
    return results


def quiz_facts(key: UUID, language: str) -> QuizFacts | None:
    """What lists say of the quiz as it is now, or None when it has never been published."""
    return quizzes_in_lists([key], language).get(key)


def quizzes_in_lists(keys: Iterable[UUID], language: str) -> dict[UUID, QuizFacts]:
    """The same for many quizzes; one query."""
    facts = {}
    versions = QuizVersion.objects.filter(quiz__key__in=list(keys)).order_by("number")
    for key, stored, questions in versions.values_list("quiz__key", "settings", "questions"):
        settings = QuizSettings.restored(stored)
        title = settings.title_in(language)
        facts[key] = QuizFacts(title, questions, settings.pass_percent, settings.minutes_allowed)
    return facts


def latest_question_versions(keys: Iterable[UUID]) -> dict[UUID, QuestionVersion]:
    """The newest version by question key; one query."""
    rows = QuestionVersion.objects.select_related("question").filter(question__key__in=list(keys))
    return {version.question.key: version for version in rows.order_by("number")}


def newer_questions(key: UUID) -> list[Question]:
    """Questions of the quiz that have been revised since it was last published."""
    version = QuizVersion.objects.filter(quiz__key=key).order_by("-number").first()
    if version is None:
        return []
    used = QuestionVersion.objects.filter(slots__quiz_version=version).select_related("question")
    asked = {one.question.key: one.pk for one in used}
    newest = latest_question_versions(asked)
    return [one.question for question, one in newest.items() if one.pk != asked[question]]


def answers_for_export(learner: Any) -> list[dict[str, Any]]:
    """A person's own test answers in words, with the points whatever the result page still keeps back: this is
    everything that is held on them."""
    rows = Response.objects.filter(attempt__enrolment__learner=learner).select_related(
        "attempt__activity", "question_version__question"
    )
    exported = []
    for response in rows.order_by("attempt_id", "position"):
        kind = response.question_version.rule
        values = response.question_version.values_in(response.attempt.language)
        exported.append(
            {
                "quiz": response.attempt.activity.title,
                "attempt": response.attempt.number,
                "question": values["stem"],
                "answer": kind.answer_text(values, response.answer) if response.is_answered else "",
                "tries": [kind.answer_text(values, one) for one in response.tries],
                "late_answer": kind.answer_text(values, response.late_answer) if response.late_answer else "",
                "saved_at": response.saved_at,
                "points": response.points,
            }
        )
    return exported
