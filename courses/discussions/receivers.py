"""What the discussions do when the courses tell something."""

from courses.api import enrolments_folding
from courses.discussions.services.folding import move_conversations


def register() -> None:
    """Called once, when the app is ready."""
    enrolments_folding.receiver(move_conversations)
