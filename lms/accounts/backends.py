"""Who belongs to a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from lms.accounts.models import User
from lms.records.prepared import PreparedObjects

#: Asked on every page of somebody signed in, so it is compiled once.
#: No page shows when it was made or last used; each such moment would be put together for every page.
_LEFT = ("last_login", "date_joined", "learner__created_at")
_ACCOUNT = PreparedObjects(lambda pk: User.objects.filter(pk=pk), -1, related=("learner",), leave=_LEFT)


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in; the account of a session comes with its learner, in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = _ACCOUNT.first(int(user_id))
        return user if user and self.user_can_authenticate(user) else None
