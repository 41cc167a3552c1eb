"""The secret address of a person's calendar: made, made anew, stopped."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.meetings.models import CalendarFeed
from courses.meetings.rules.fingerprints import hash_of
from lms.records.audit import log_fact


@transaction.atomic
def issue_feed(*, user: Any) -> str:
    """A new secret for the person's calendar, shown now and never again; an earlier address ends."""
    token = secrets.token_urlsafe(32)
    values = {"token_hash": hash_of(token), "made_at": timezone.now()}
    feed, _made = CalendarFeed.objects.update_or_create(user=user, defaults=values)
    log_fact("calendar.issued", subject=feed, actor=user)
    return token


@transaction.atomic
def stop_feed(*, user: Any) -> None:
    """The address reads nothing any more."""
    feed = CalendarFeed.objects.filter(user=user).first()
    if feed:
        log_fact("calendar.stopped", subject=feed, actor=user)
        feed.delete()
