"""Accounts (who can sign in) and learners (whose records these are)."""

from lms.accounts.models.learners import Learner, Merge, ResumeCode
from lms.accounts.models.users import User

__all__ = ["Learner", "Merge", "ResumeCode", "User"]
