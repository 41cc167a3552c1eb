"""What follow-ups do when courses tell something."""

from courses.api import enrolments_folding
from courses.followups.services.folding import move_follow_ups


def register() -> None:
    """Called once, when the app is ready."""
    enrolments_folding.receiver(move_follow_ups)
