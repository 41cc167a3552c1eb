"""Staff: who must use a second factor, and ending sessions when somebody's rights change."""

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission

from lms.accounts.models import Session, User
from lms.accounts.roles import AUTHOR, ROLES, SITE_ADMINISTRATOR

ADMIN_DOOR = [("wagtailadmin", "access_admin")]
PEOPLE = [
    (app, f"{act}_{model}")
    for app, model in (("accounts", "user"), ("auth", "group"))
    for act in ("add", "change", "delete", "view")
]
#: What accounts grants itself; the rights to pages and questions are given by the room that owns them.
GRANTED = {AUTHOR: ADMIN_DOOR, SITE_ADMINISTRATOR: ADMIN_DOOR + PEOPLE}


def ensure_groups() -> dict[str, Group]:
    """The groups of the site-wide roles, with the rights accounts knows of; rights given elsewhere stay."""
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in ROLES}
    for role, rights in GRANTED.items():
        for app, codename in rights:
            permission = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
            if permission is not None:
                groups[role].permissions.add(permission)
    return groups


def mark_as_staff(user: User) -> None:
    """From now on ``user`` needs a second factor and gets the short sessions: they can see others' records."""
    if not user.is_staff:
        User.objects.filter(pk=user.pk).update(is_staff=True)
        user.is_staff = True
        end_sessions(user)


def end_sessions(user: User) -> None:
    """Sign ``user`` out everywhere."""
    Session.objects.filter(user=user).delete()
    UserSession.objects.filter(user=user).delete()
