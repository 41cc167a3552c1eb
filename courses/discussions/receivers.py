"""What the discussions do when the courses tell something."""

from courses.api import enrolments_folding
from courses.discussions.services.folding import join_readers, move_conversations
from lms.accounts.api import accounts_joining


def register() -> None:
    """Called once, when the app is ready."""
    enrolments_folding.receiver(move_conversations)
    accounts_joining.receiver(join_readers)
