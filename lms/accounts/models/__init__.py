"""Accounts (who can sign in) and learners (whose records these are)."""

from lms.accounts.models.claims import ClaimIntent
from lms.accounts.models.learners import Learner, Merge, ResumeCode
from lms.accounts.models.sessions import Session
from lms.accounts.models.users import User

__all__ = ["ClaimIntent", "Learner", "Merge", "ResumeCode", "Session", "User"]
