"""What this room does when the rooms below tell something."""

from assessments.graded.queries.prior_learning import studies_in
from assessments.graded.queries.projects import guides_project, writes_about_project
from assessments.graded.queries.results import points_of_quizzes
from assessments.graded.queries.run_dates import due_dates_of
from assessments.graded.services.competence import move_competence
from assessments.graded.services.folding import move_accommodations, move_attempts, move_works
from assessments.graded.services.overriding import move_overrides
from assessments.graded.services.peer_folding import move_peer_turns
from assessments.graded.services.prior_learning import move_prior_learning
from assessments.graded.services.project_folding import move_projects
from courses.api import enrolments_folding, tell_scores, tells_dates
from courses.discussions.api import Draft, let_drafts_be_kept


def register() -> None:
    """Called once, when the app is ready."""
    let_drafts_be_kept(Draft.Kind.PROJECT, writes_about_project)
    let_drafts_be_kept(Draft.Kind.GUIDING, guides_project)
    let_drafts_be_kept(Draft.Kind.PRIOR, studies_in)
    enrolments_folding.receiver(move_attempts)
    enrolments_folding.receiver(move_accommodations)
    enrolments_folding.receiver(move_works)
    enrolments_folding.receiver(move_projects)
    enrolments_folding.receiver(move_competence)
    enrolments_folding.receiver(move_prior_learning)
    enrolments_folding.receiver(move_overrides)
    enrolments_folding.receiver(move_peer_turns)
    tell_scores(points_of_quizzes)
    tells_dates(due_dates_of)
