"""Site-wide roles. Roles in one run are ``courses.RunStaff``."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Exists

AUTHOR = "author"
COACH = "coach"
COHORT_ADMINISTRATOR = "cohort administrator"
SITE_ADMINISTRATOR = "site administrator"
ROLES = (AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR)


def roles_of(user: Any) -> frozenset[str]:
    """The site-wide roles of ``user``; cached on the instance for one request."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(user.groups.values_list("name", flat=True)) & frozenset(ROLES)
        if user.is_superuser:
            user._roles |= {SITE_ADMINISTRATOR}
    return user._roles


def has_role(user: Any, *roles: str) -> bool:
    """Whether ``user`` holds any of ``roles``; a site administrator is no substitute for the others."""
    return bool(roles_of(user) & set(roles))


def role_column(user_id: int, role: str) -> Exists:
    """Whether the account holds ``role``, as a column of another question."""
    return Exists(Group.objects.filter(user=user_id, name=role))
