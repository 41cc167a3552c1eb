"""Saved comments: one's own, and those that others share in the trainings one teaches."""

from typing import Any

from django.db.models import Q, QuerySet

from assessments.graded.models import SavedComment
from courses.api import Course, runs_taught_by


def comments_for(user: Any, *, course_id: int) -> QuerySet[SavedComment]:
    """What ``user`` may use when marking in a run of this training, their own first; one query."""
    rows = SavedComment.objects.filter(Q(owner=user) | Q(course=course_id)).select_related("owner")
    return rows.order_by("-saved_at", "-pk")


def usable_comment(user: Any, pk: int, *, course_id: int) -> SavedComment | None:
    """One of them."""
    return comments_for(user, course_id=course_id).filter(pk=pk).first()


def own_comments(user: Any) -> QuerySet[SavedComment]:
    """One's own, newest first."""
    return SavedComment.objects.filter(owner=user).select_related("course")


def courses_taught_by(user: Any) -> QuerySet[Course]:
    """Trainings in whose runs ``user`` is a trainer."""
    taught = runs_taught_by(user).order_by().values("course")
    return Course.objects.filter(pk__in=taught).order_by("pk")
