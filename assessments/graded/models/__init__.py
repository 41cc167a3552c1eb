"""Questions, quizzes, assignments, and what people answered and handed in."""

from assessments.graded.models.accommodations import Accommodation
from assessments.graded.models.answer_files import AnswerFile
from assessments.graded.models.assignments import Assignment, AssignmentVersion, Review, Submission, Work, WorkFile
from assessments.graded.models.attempts import Attempt, Response
from assessments.graded.models.bank import Question, QuestionTag, QuestionVersion
from assessments.graded.models.competence import CompetenceAnswer, CompetenceDraft, CompetenceVersion
from assessments.graded.models.marking import (
    AnswerFeedbackFile,
    AnswerMarking,
    FeedbackFile,
    PlannedRelease,
    RunMarking,
    SavedComment,
    SecondReview,
    WorkMarking,
)
from assessments.graded.models.marks import Override, Regrade, ResponseMark
from assessments.graded.models.peer import PeerReview, PeerTurn
from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.models.projects import Endorsement, Milestone, ProjectMessage
from assessments.graded.models.quizzes import Quiz, QuizVersion, Slot

__all__ = [
    "Accommodation",
    "AnswerFeedbackFile",
    "AnswerFile",
    "AnswerMarking",
    "Assignment",
    "AssignmentVersion",
    "Attempt",
    "CompetenceAnswer",
    "CompetenceDraft",
    "CompetenceVersion",
    "Endorsement",
    "FeedbackFile",
    "Milestone",
    "Override",
    "PeerReview",
    "PeerTurn",
    "PlannedRelease",
    "PriorLearning",
    "ProjectMessage",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizVersion",
    "Regrade",
    "Response",
    "ResponseMark",
    "Review",
    "RunMarking",
    "SavedComment",
    "SecondReview",
    "Slot",
    "Submission",
    "Work",
    "WorkFile",
    "WorkMarking",
]
