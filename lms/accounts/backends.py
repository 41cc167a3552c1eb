"""Who belongs to a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from lms.accounts.models import Learner, User
from lms.records.prepared import Prepared

_USER = [field.attname for field in User._meta.concrete_fields]
_LEARNER = [field.attname for field in Learner._meta.concrete_fields]


def _account_row(pk: int) -> QuerySet:
    return User.objects.filter(pk=pk).values_list(*_USER, *(f"learner__{name}" for name in _LEARNER))


#: Asked on every page of somebody signed in, so it is compiled once.
_ACCOUNT = Prepared(_account_row, -1)


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in; the account of a session comes with its learner, in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        for row in _ACCOUNT.rows(int(user_id)):
            user = User.from_db("default", _USER, row[: len(_USER)])
            values = row[len(_USER) :]
            learner = Learner.from_db("default", _LEARNER, values) if values[0] is not None else None
            User._meta.get_field("learner").set_cached_value(user, learner)
            if learner:
                Learner._meta.get_field("user").set_cached_value(learner, user)
            return user if self.user_can_authenticate(user) else None
        return None
