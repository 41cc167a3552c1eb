"""Why something is not written."""

import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils import timezone

from courses.discussions.rules import MOST_AN_HOUR


class TooMuchAtOnce(Exception):
    """Somebody has written more within the hour than a person does."""


class NotOpen(Exception):
    """The run is closed, the discussion is locked, or the time to change a post is over."""


def refuse_flood(rows: QuerySet, when: str) -> None:
    """Raise ``TooMuchAtOnce`` if ``rows`` (all of one person's) has too many of the last hour."""
    hour = timezone.now() - datetime.timedelta(hours=1)
    if rows.filter(**{f"{when}__gt": hour}).count() >= MOST_AN_HOUR:
        raise TooMuchAtOnce


def own_key(key: UUID, user: Any) -> UUID:
    """The key under which a text is stored: the page's, made the person's own, so that nobody can send another's."""
    return uuid5(key, str(user.key))
