"""Database sessions, read with a statement that is compiled once: every page of a signed-in person begins here."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.records.prepared import PreparedObjects

_SESSION = PreparedObjects(lambda key: Session.objects.filter(pk=key), "key")


class SessionStore(db.SessionStore):
    """Django's own, but for how it finds the row."""

    def _get_session_from_db(self) -> Session | None:
        session = _SESSION.first(self.session_key) if self.session_key else None
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return None
        return session
