"""What courses do when accounts tell something."""

from courses.services.joining import join_trainings
from lms.accounts.api import accounts_joining


def register() -> None:
    """Called once, when the app is ready."""
    accounts_joining.receiver(join_trainings)
