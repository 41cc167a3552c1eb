"""What accounts does when Django or allauth tell it something."""

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.http import HttpRequest

from lms.accounts.invited import EXPECTED
from lms.accounts.models import User
from lms.accounts.roles import roles_of
from lms.accounts.services.staff import end_sessions, mark_as_staff
from lms.accounts.sessions import LEARNER_SESSION_KEY, OWN_DEVICE, apply_policy, policy_for
from lms.jobs.api import address_cleared, address_marked, clear_address


@receiver(user_logged_in, dispatch_uid="accounts.start_session")
def start_session(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Give the session its life, and take the pseudonymous person out of it: sign-in keeps an anonymous session's
    data, so otherwise whoever signs in on a shared browser would inherit the work of the one before."""
    request.session.pop(LEARNER_SESSION_KEY, None)
    request.session.pop(EXPECTED, None)
    own = bool(request.session.pop(OWN_DEVICE, False))
    apply_policy(request.session, policy_for(user, own_device=own))


@receiver(user_logged_in, dispatch_uid="accounts.believe_the_code")
def believe_the_code(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Who signs in with a code from a mail has got that mail."""
    ways = get_authentication_records(request, user) if user.is_unreachable else ()
    if any(way.get("method") == "code" and way.get("email") == user.email for way in ways):
        clear_address(user.email)
        user.refused_address = ""


@address_marked.receiver
def mark_person(address: str) -> None:
    """The person is told when they are next in, and their trainer sees it."""
    User.objects.filter(email=address).update(refused_address=address)


@address_cleared.receiver
def clear_person(address: str) -> None:
    """Mail arrives again."""
    User.objects.filter(refused_address=address).update(refused_address="")


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="accounts.follow_roles")
def follow_roles(sender: type, instance: object, action: str, pk_set: set | None, **kwargs: object) -> None:
    """Whoever gets a role is staff; whose roles change signs in again."""
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    people = [instance] if isinstance(instance, User) else User.objects.filter(pk__in=pk_set or ())
    for user in people:
        user.__dict__.pop("_roles", None)
        if roles_of(user):
            mark_as_staff(user)
        if pk_set is None or pk_set:
            end_sessions(user)
