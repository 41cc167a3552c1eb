"""What stands in somebody's calendar."""

from typing import Any

from django.db.models import F, Q

from courses.api import Enrolment
from courses.meetings.models import CalendarFeed, Meeting
from courses.meetings.rules.fingerprints import hash_of


def feed_by_token(token: str) -> CalendarFeed | None:
    """The calendar that this secret reads."""
    feeds = CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(token))
    return feeds.filter(user__is_active=True).first()


def feed_of(user: Any) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user=user).first()


def meetings_of(user: Any) -> list[Meeting]:
    """The days of every run that the person takes part in or teaches, cancelled ones too: a calendar has to hear of
    them. One query."""
    group = Q(group=None) | Q(group=F("run__enrolments__group"))
    inside = Enrolment.objects.active().filter(learner__user=user)
    own = Meeting.objects.filter(group, run__enrolments__in=inside)
    taught = Meeting.objects.filter(run__staff__user=user)
    mine = Meeting.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=taught.values("pk")))
    return list(mine.select_related("run__course").order_by("starts_at", "pk"))
