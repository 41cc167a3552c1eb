"""Questions, quizzes and people taking them, made through the rooms' own doors."""

import itertools
import uuid
from dataclasses import dataclass
from typing import Any

from assessments.graded.api import (
    Attempt,
    Question,
    QuestionVersion,
    QuizSettings,
    QuizVersion,
    SlotFacts,
    publish_quiz,
    revise_question,
    start_attempt,
)
from courses.api import Activity, Enrolment, Run, enrol_learner
from tests.factories.courses import make_course, make_run
from tests.factories.kinds import CHOICES, RIGHT, VALUES, WRONG, options

__all__ = ["CHOICES", "RIGHT", "VALUES", "WRONG", "Taking", "make_question", "make_quiz", "make_taking", "options"]

_numbers = itertools.count(1)
#: What a quiz asks when a test does not care.
BASIC = ("single_choice", "multiple_choice", "true_false", "short_text")


def make_question(kind: str = "single_choice", *, category: str = "", **values: Any) -> QuestionVersion:
    """A ready question; ``values`` change single fields of it."""
    return revise_question(
        key=uuid.uuid4(),
        slug=f"question-{next(_numbers)}",
        kind=kind,
        values={"fi": VALUES[kind] | values},
        actor=None,
        category=category,
    )


def make_quiz(activity: Activity, *kinds: str, points: int = 100, **settings: Any) -> QuizVersion:
    """A published quiz of ``activity`` with one question of each of ``kinds``."""
    questions: list[Question] = [make_question(kind).question for kind in kinds or BASIC]
    return publish_quiz(
        key=activity.key,
        settings=QuizSettings(titles={"fi": "Testaa osaamisesi"}, **settings),
        slots=[SlotFacts(question=question.key, points=points) for question in questions],
    )


@dataclass(frozen=True)
class Taking:
    """A learner in a run whose only requirements are ``lessons`` lessons and one quiz."""

    enrolment: Enrolment
    activity: Activity
    version: QuizVersion

    @property
    def run(self) -> Run:
        return self.enrolment.run

    @property
    def address(self) -> str:
        return f"/oma/opinnot/{self.run.code}/testi/{self.activity.slug}/"

    def start(self) -> Attempt:
        return start_attempt(self.enrolment, self.activity.pk)


def make_taking(learner: Any, *kinds: str, lessons: int = 0, **settings: Any) -> Taking:
    """``learner`` enrolled where there is a quiz with one question of each of ``kinds`` (else the basic ones)."""
    course = make_course(lessons=lessons, kinds=("quiz",))
    activity = course.activities.get(kind="quiz")
    version = make_quiz(activity, *kinds, **settings)
    return Taking(enrol_learner(run=make_run(course), learner=learner), activity, version)
