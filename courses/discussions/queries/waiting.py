"""What in the discussions waits for a trainer."""

from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from courses.api import Run
from courses.discussions.models import Post, Report, Thread


def reports_waiting(runs: QuerySet[Run]) -> list[dict[str, Any]]:
    """{run__code, run__name, number}: posts of ``runs`` that somebody has asked the trainers to look at. One
    statement."""
    rows = Report.objects.filter(post__thread__run__in=runs.order_by().values("pk"), handled_at=None).order_by()
    counted = rows.values("post__thread__run__code", "post__thread__run__name")
    told = counted.annotate(number=Count("post", distinct=True), first=Min("pk")).order_by("first")
    names = {"post__thread__run__code": "run__code", "post__thread__run__name": "run__name"}
    return [{names.get(name, name): value for name, value in row.items()} for row in told]


def questions_waiting(runs: QuerySet[Run]) -> list[dict[str, Any]]:
    """{run__code, run__name, number}: discussions of ``runs`` that a participant opened, nobody has answered and no
    trainer has said to need no answer. One statement."""
    asked = Post.objects.filter(
        thread=OuterRef("pk"), number=1, by_trainer=False, deleted_at=None, writing__isnull=False
    )
    rows = Thread.objects.filter(
        Exists(asked), run__in=runs.order_by().values("pk"), posts_count=1, needs_no_answer=False, is_hidden=False,
        is_locked=False,
    )  # fmt: skip
    counted = rows.order_by().values("run__code", "run__name")
    return list(counted.annotate(number=Count("pk"), first=Min("pk")).order_by("first"))
