"""The one door of follow-ups."""

from courses.followups.models import FollowUp
from courses.followups.queries import due_for
from courses.followups.services.making import make_follow_ups

__all__ = ["FollowUp", "due_for", "make_follow_ups"]
