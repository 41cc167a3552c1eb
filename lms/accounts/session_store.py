"""Database sessions, read together with their account: every page of a signed-in person begins here."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from lms.accounts.models import Session, User
from lms.records.prepared import PreparedObjects

#: No page shows when an account was made or last used; each such moment would be put together for every page.
_LEFT = ("user__last_login", "user__date_joined", "user__learner__created_at")
_SESSION = PreparedObjects(lambda key: Session.objects.filter(pk=key), "key", related=("user__learner",), leave=_LEFT)


class SessionStore(db.SessionStore):
    """Django's own, but for how it finds the row and that the row says whose it is."""

    #: Whose session the row says that it is, with their learner; None until it is read.
    holder: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self) -> Session | None:
        row = _SESSION.first(self.session_key) if self.session_key else None
        if row is None or row.expire_date <= timezone.now():
            self._session_key = None
            return None
        self.holder = row.user
        return row


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """Who is signed in. The account that came with the session is taken if Django, too, would take it; whatever is
    unusual (another account, a changed password, a rotated key) is left to Django."""
    session = request.session
    signed_in = session.get(SESSION_KEY)  # reads the session, and with it its holder
    holder = getattr(session, "holder", None)
    is_theirs = (
        holder is not None
        and signed_in == str(holder.pk)
        and holder.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), holder.get_session_auth_hash())
    )
    return holder if is_theirs else get_user(request)
