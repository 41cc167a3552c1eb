"""The one door of accounts."""

from lms.accounts.access import coaches_only, for_learner, open_post, public
from lms.accounts.invited import expect_person
from lms.accounts.models import Learner, User
from lms.accounts.resend import written_in
from lms.accounts.roles import (
    AUTHOR,
    COACH,
    COHORT_ADMINISTRATOR,
    ROLES,
    SITE_ADMINISTRATOR,
    has_role,
    role_column,
    roles_of,
)
from lms.accounts.services.joining import CannotJoin, join_accounts, refuse_joining
from lms.accounts.services.merging import merge_learners
from lms.accounts.services.pseudonymous import (
    TooManyTries,
    answer_device_question,
    begin_pseudonymous,
    canonical,
    deletion_date,
    end_resume_codes,
    hold_learner,
    idle_learners,
    issue_resume_code,
    learner_by_code,
    words,
)
from lms.accounts.services.staff import end_sessions, ensure_groups, mark_as_staff
from lms.accounts.sessions import has_told_device, is_own_device
from lms.accounts.signals import accounts_joining, learners_merging

__all__ = [
    "AUTHOR",
    "COACH",
    "COHORT_ADMINISTRATOR",
    "ROLES",
    "SITE_ADMINISTRATOR",
    "CannotJoin",
    "Learner",
    "TooManyTries",
    "User",
    "accounts_joining",
    "answer_device_question",
    "begin_pseudonymous",
    "canonical",
    "coaches_only",
    "deletion_date",
    "end_resume_codes",
    "end_sessions",
    "ensure_groups",
    "expect_person",
    "for_learner",
    "has_role",
    "hold_learner",
    "idle_learners",
    "has_told_device",
    "is_own_device",
    "issue_resume_code",
    "join_accounts",
    "learner_by_code",
    "learners_merging",
    "mark_as_staff",
    "merge_learners",
    "open_post",
    "public",
    "refuse_joining",
    "role_column",
    "roles_of",
    "words",
    "written_in",
]
