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

_numbers = itertools.count(1)


def options(*given: tuple[str, bool]) -> list[dict[str, Any]]:
    """Options with their ids as texts: ``options(("a", True), ("b", False))``."""
    return [
        {"id": id, "value": {"text": f"Vaihtoehto {id}", "correct": right, "feedback": f"Palaute {id}"}}
        for id, right in given
    ]


CHOICES = {"stem": "Kuka päättää?", "feedback": "Perustelu", "options": options(("kela", True), ("tk", False))}
SEVERAL = {
    "stem": "Mitkä sopivat?",
    "options": options(("a", True), ("b", True), ("c", False), ("d", False)),
}
STATEMENT = {"stem": "Väite pitää.", "answer": False, "feedback_right": "Juuri niin", "feedback_wrong": "Ei aivan"}
WORD = {
    "stem": "Kirjoita organisaation nimi.",
    "patterns": "kela\nkansaneläkelaitos*",
    "example": "Kela",
    "feedback_right": "Oikein",
    "feedback_wrong": "Päätöksen tekee Kela",
}
VALUES = {"single_choice": CHOICES, "multiple_choice": SEVERAL, "true_false": STATEMENT, "short_text": WORD}
#: A posted answer that gives all points, by kind.
RIGHT = {"single_choice": "kela", "multiple_choice": ["a", "b"], "true_false": "false", "short_text": "Kela"}
WRONG = {"single_choice": "tk", "multiple_choice": ["c"], "true_false": "true", "short_text": "lääkäri"}


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
    questions: list[Question] = [make_question(kind).question for kind in kinds or VALUES]
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
    """``learner`` enrolled where there is a quiz with one question of each of ``kinds`` (by default of each kind)."""
    course = make_course(lessons=lessons, kinds=("quiz",))
    activity = course.activities.get(kind="quiz")
    version = make_quiz(activity, *kinds, **settings)
    return Taking(enrol_learner(run=make_run(course), learner=learner), activity, version)
