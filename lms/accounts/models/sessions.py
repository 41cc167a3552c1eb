"""The session: a browser that is being used, and by whom."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from lms.records.privacy import Privacy


class Session(AbstractBaseSession):
    """Django's own, which also knows whose it is, so that both are read by one statement.

    Who is signed in is still decided by what is signed inside (``lms.accounts.session_store``). The database does not
    hold the account to be there: a session of an account that is gone is nobody's, and ends by itself.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )

    privacy = Privacy(
        personal=True,
        about="That you are signed in on a device, until it ends.",
        owner="user",
        keep="until you sign out there",
        export=("expire_date",),
    )

    @classmethod
    def get_session_store_class(cls) -> type:
        return import_module(settings.SESSION_ENGINE).SessionStore  # which needs this model first
