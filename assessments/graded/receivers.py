"""What this room does when the rooms below tell something."""

from assessments.graded.services.folding import move_accommodations, move_attempts, move_works
from courses.api import enrolments_folding


def register() -> None:
    """Called once, when the app is ready."""
    enrolments_folding.receiver(move_attempts)
    enrolments_folding.receiver(move_accommodations)
    enrolments_folding.receiver(move_works)
