"""Questions, quizzes and what people answered."""

from assessments.graded.models.attempts import Attempt, Response
from assessments.graded.models.bank import Question, QuestionVersion
from assessments.graded.models.quizzes import Quiz, QuizVersion, Slot

__all__ = ["Attempt", "Question", "QuestionVersion", "Quiz", "QuizVersion", "Response", "Slot"]
