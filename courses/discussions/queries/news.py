"""What is new to a participant in a run, for the course home: one statement, whatever the size."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from courses.api import Enrolment
from courses.discussions.models import Announcement, Conversation, Follow, Message, SeenAnnouncements
from lms.records.prepared import Prepared


@dataclass(frozen=True)
class News:
    """How many announcements and conversations are unread, and how many followed discussions have something new."""

    announcements: int = 0
    messages: int = 0
    threads: int = 0


def news_of(enrolment: Any) -> News:
    """What is new to the participant of ``enrolment``; one statement."""
    rows = _NEWS.rows(enrolment.pk)
    return News(*rows[0]) if rows else News()


def _count(rows: QuerySet) -> Coalesce:
    """How many rows, as a column."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def unread_messages_column() -> Coalesce:
    """In how many conversations an enrolment's person has something unread, for a list of enrolments."""
    newer = Message.objects.filter(conversation=OuterRef("pk"), role=Message.Role.TRAINER)
    newer = newer.filter(pk__gt=OuterRef("seen_by_learner"))
    return _count(Conversation.objects.filter(Exists(newer), enrolment=OuterRef("pk")))


def _news_rows(enrolment_id: int) -> QuerySet:
    seen = SeenAnnouncements.objects.filter(run=OuterRef("run"), user=OuterRef("learner__user"))
    told = Announcement.objects.filter(run=OuterRef("run"), pk__gt=OuterRef("seen_announcement"))
    told = told.filter(Q(for_group=False) | Q(group=OuterRef("group")))
    mine = Follow.objects.filter(user=OuterRef("learner__user"), thread__run=OuterRef("run"), is_on=True)
    mine = mine.filter(Q(thread__for_group=False) | Q(thread__group=OuterRef("group")))
    threads = _count(mine.filter(thread__posts_count__gt=F("seen")))
    return (
        Enrolment.objects.filter(pk=enrolment_id)
        .annotate(seen_announcement=Coalesce(Subquery(seen.values("upto")[:1]), 0))
        .annotate(unread_announcements=_count(told))
        .values_list("unread_announcements", unread_messages_column(), threads)
    )


_NEWS = Prepared(_news_rows, -1)
