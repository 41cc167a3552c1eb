"""Reading announcements, and which of them are new to somebody."""

from typing import Any

from django.db.models import QuerySet

from courses.api import Enrolment
from courses.discussions.models import Announcement, SeenAnnouncements
from courses.discussions.queries.members import Member


def announcements_for(member: Member) -> QuerySet[Announcement]:
    """What has been announced to them, newest first."""
    rows = Announcement.objects.filter(member.sees(), run=member.run)
    return rows.select_related("author", "group").order_by("-pk")


def seen_upto(member: Member) -> int:
    """Number of the newest announcement that they have been shown; 0 before the first."""
    rows = SeenAnnouncements.objects.filter(run=member.run, user=member.user)
    return rows.values_list("upto", flat=True).first() or 0


def announcement_in(member: Member, pk: int) -> Announcement | None:
    """One announcement, for the trainers of its run."""
    return announcements_for(member).filter(pk=pk).first() if member.is_trainer and pk < 2**63 else None


def addressees_of(announcement: Announcement) -> list[Any]:
    """The accounts it is meant for that can get mail."""
    rows = Enrolment.objects.active().filter(run=announcement.run_id).exclude(learner__user=None)
    if announcement.for_group:
        rows = rows.filter(group_id=announcement.group_id) if announcement.group_id else rows.none()
    users = [row.learner.user for row in rows.select_related("learner__user").order_by("pk")]
    return [user for user in users if user.email and user.is_active]
