"""The one door of accounts."""

from lms.accounts.access import for_learner, open_post, public
from lms.accounts.models import Learner, User
from lms.accounts.roles import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, has_role, roles_of
from lms.accounts.signals import learners_merging

__all__ = [
    "AUTHOR",
    "COACH",
    "COHORT_ADMINISTRATOR",
    "SITE_ADMINISTRATOR",
    "Learner",
    "User",
    "for_learner",
    "has_role",
    "learners_merging",
    "open_post",
    "public",
    "roles_of",
]
