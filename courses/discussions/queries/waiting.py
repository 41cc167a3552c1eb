"""What in the discussions waits for a trainer."""

from typing import Any

from django.db.models import Count, Min, QuerySet

from courses.api import Run
from courses.discussions.models import Report


def reports_waiting(runs: QuerySet[Run]) -> list[dict[str, Any]]:
    """{run__code, run__name, number}: posts of ``runs`` that somebody has asked the trainers to look at. One
    statement."""
    rows = Report.objects.filter(post__thread__run__in=runs.order_by().values("pk"), handled_at=None).order_by()
    counted = rows.values("post__thread__run__code", "post__thread__run__name")
    told = counted.annotate(number=Count("post", distinct=True), first=Min("pk")).order_by("first")
    names = {"post__thread__run__code": "run__code", "post__thread__run__name": "run__name"}
    return [{names.get(name, name): value for name, value in row.items()} for row in told]
