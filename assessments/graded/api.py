"""The one door of graded answers."""

from assessments.graded.assignment_facts import AssignmentSettings, Criterion, Level
from assessments.graded.assignment_pages import assignment_in_words
from assessments.graded.facts import Band, QuizFacts, QuizSettings, Result, SlotFacts
from assessments.graded.instructions import shown_by
from assessments.graded.models import Attempt, Question, QuestionVersion, QuizVersion, Response, Work
from assessments.graded.queries import (
    attempts_of,
    latest_question_versions,
    newer_questions,
    quiz_facts,
    quizzes_in_lists,
    responses_of,
    results_that_count,
)
from assessments.graded.queries_assignments import may_mark_in, waiting_for, works_of
from assessments.graded.queries_hand_marking import answers_waiting
from assessments.graded.services.assignments import publish_assignment
from assessments.graded.services.attempts import (
    AlreadySent,
    CannotStart,
    Conflict,
    TooLate,
    save_answer,
    start_attempt,
    submit_attempt,
)
from assessments.graded.services.authoring import AuthorMistake, publish_quiz, question_problems, revise_question
from assessments.kinds import KINDS

__all__ = [
    "KINDS",
    "AlreadySent",
    "AssignmentSettings",
    "Attempt",
    "AuthorMistake",
    "Band",
    "CannotStart",
    "Conflict",
    "Criterion",
    "Level",
    "Question",
    "QuestionVersion",
    "QuizFacts",
    "QuizSettings",
    "QuizVersion",
    "Response",
    "Result",
    "SlotFacts",
    "TooLate",
    "Work",
    "answers_waiting",
    "assignment_in_words",
    "attempts_of",
    "results_that_count",
    "latest_question_versions",
    "may_mark_in",
    "newer_questions",
    "publish_assignment",
    "publish_quiz",
    "question_problems",
    "quiz_facts",
    "quizzes_in_lists",
    "responses_of",
    "revise_question",
    "save_answer",
    "shown_by",
    "start_attempt",
    "submit_attempt",
    "waiting_for",
    "works_of",
]
