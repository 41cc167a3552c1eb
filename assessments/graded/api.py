"""The one door of graded answers."""

from assessments.graded.facts.assignments import AssignmentSettings, Criterion, Level
from assessments.graded.facts.quizzes import Band, QuizFacts, QuizSettings, Result, Section, SlotFacts
from assessments.graded.instructions import shown_by
from assessments.graded.models import (
    Accommodation,
    Attempt,
    Question,
    QuestionTag,
    QuestionVersion,
    QuizVersion,
    Response,
    Work,
)
from assessments.graded.pages.as_learner import shown_question
from assessments.graded.pages.assignments import assignment_in_words, statements_of
from assessments.graded.pages.competence import LEVELS
from assessments.graded.pages.hand_marking import PointsField
from assessments.graded.pages.naming import readable_by_name
from assessments.graded.pages.projects import StageTask, stages_in_words
from assessments.graded.queries.assignments import assignment_step_for, works_of
from assessments.graded.queries.attempts import (
    attempts_of,
    latest_question_versions,
    newer_questions,
    quiz_facts,
    quizzes_in_lists,
    responses_of,
    results_that_count,
)
from assessments.graded.queries.attention import Trouble, trouble_in
from assessments.graded.queries.bank import (
    Use,
    categories,
    how_many_in,
    newest_of,
    questions_citing,
    questions_in,
    questions_that_say,
    uses_of,
)
from assessments.graded.queries.coming import RETURNED, steps_with_dates
from assessments.graded.queries.hand_marking import answers_waiting
from assessments.graded.queries.handed_in import newest_handed_in
from assessments.graded.queries.marking import may_mark_in, waiting_for
from assessments.graded.queries.overrides import SetByHand, any_set_by_hand, set_by_hand
from assessments.graded.queries.projects import project_messages_waiting
from assessments.graded.queries.regrading import ResultChange, changes_if_regraded, fingerprint
from assessments.graded.queries.results import NOTHING, Outcome, most_points_of, outcomes_in, overrides_of, regrades_of
from assessments.graded.queries.statistics import ItemReport, items_of, items_of_question
from assessments.graded.queries.terms import RunQuiz, accommodations_in, quizzes_of
from assessments.graded.queries.waiting import prior_learning_waiting
from assessments.graded.queries.wordings import Meeting, Wording, wordings_of
from assessments.graded.rules.assignments import due_at
from assessments.graded.rules.competence import CompetenceSettings, Statement
from assessments.graded.rules.disclosure import MOMENTS, PARTS, PRESETS, parts_shown
from assessments.graded.rules.peer import MOST_REVIEWS
from assessments.graded.rules.terms import Granted
from assessments.graded.rules.wordings import Change, changes_between
from assessments.graded.services.accommodating import accommodate, set_quiz_times, withdraw_accommodation
from assessments.graded.services.answering import AlreadySent, Conflict, TooLate, save_answer
from assessments.graded.services.arranging import (
    Arranged,
    TooLongCategory,
    move_category,
    put_into,
    set_status,
    tag_questions,
)
from assessments.graded.services.assignments import hand_in, publish_assignment
from assessments.graded.services.assignments import save_draft as save_work
from assessments.graded.services.attempts import CannotStart, start_attempt, submit_attempt
from assessments.graded.services.authoring import (
    AuthorMistake,
    digest_of,
    publish_quiz,
    question_problems,
    revise_question,
    slot_problems,
)
from assessments.graded.services.competence import publish_competence
from assessments.graded.services.overriding import override_result
from assessments.graded.services.projects import publish_project
from assessments.graded.services.regrading import ChangedMeanwhile, regrade_quiz
from assessments.graded.services.wordings import take_back
from assessments.kinds import KINDS
from assessments.kinds.question import cited

__all__ = [
    "assignment_step_for",
    "hand_in",
    "save_work",
    "statements_of",
    "KINDS",
    "LEVELS",
    "MOMENTS",
    "MOST_REVIEWS",
    "NOTHING",
    "PARTS",
    "PRESETS",
    "RETURNED",
    "Accommodation",
    "AlreadySent",
    "Arranged",
    "AssignmentSettings",
    "Attempt",
    "AuthorMistake",
    "Band",
    "CannotStart",
    "Change",
    "ChangedMeanwhile",
    "CompetenceSettings",
    "Conflict",
    "Criterion",
    "Granted",
    "ItemReport",
    "Level",
    "Meeting",
    "Outcome",
    "PointsField",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "QuizFacts",
    "QuizSettings",
    "QuizVersion",
    "Response",
    "Result",
    "ResultChange",
    "RunQuiz",
    "Section",
    "SetByHand",
    "SlotFacts",
    "StageTask",
    "Statement",
    "TooLate",
    "TooLongCategory",
    "Trouble",
    "Use",
    "Wording",
    "Work",
    "accommodate",
    "accommodations_in",
    "answers_waiting",
    "any_set_by_hand",
    "assignment_in_words",
    "attempts_of",
    "categories",
    "cited",
    "changes_between",
    "changes_if_regraded",
    "digest_of",
    "due_at",
    "fingerprint",
    "how_many_in",
    "items_of",
    "items_of_question",
    "latest_question_versions",
    "may_mark_in",
    "most_points_of",
    "move_category",
    "newer_questions",
    "newest_handed_in",
    "newest_of",
    "outcomes_in",
    "override_result",
    "overrides_of",
    "parts_shown",
    "prior_learning_waiting",
    "publish_assignment",
    "publish_competence",
    "project_messages_waiting",
    "publish_project",
    "publish_quiz",
    "put_into",
    "question_problems",
    "questions_citing",
    "questions_in",
    "questions_that_say",
    "quiz_facts",
    "quizzes_in_lists",
    "quizzes_of",
    "readable_by_name",
    "regrade_quiz",
    "regrades_of",
    "responses_of",
    "results_that_count",
    "revise_question",
    "save_answer",
    "set_by_hand",
    "set_quiz_times",
    "set_status",
    "shown_by",
    "shown_question",
    "slot_problems",
    "start_attempt",
    "stages_in_words",
    "steps_with_dates",
    "submit_attempt",
    "tag_questions",
    "take_back",
    "trouble_in",
    "uses_of",
    "waiting_for",
    "withdraw_accommodation",
    "wordings_of",
    "works_of",
]
