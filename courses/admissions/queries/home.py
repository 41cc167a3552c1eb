"""What waits for whoever looks after runs."""

from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from courses.admissions.models import Application, Turn
from courses.api import Run


def applications_waiting(runs: QuerySet[Run]) -> list[dict[str, Any]]:
    """{run__code, run__name, number}: applications to ``runs`` that nobody has decided. One statement."""
    rows = Application.objects.filter(run__in=runs.order_by().values("pk"), state=Application.State.SENT)
    rows = rows.order_by().values("run__code", "run__name").annotate(number=Count("pk"), first=Min("sent_at"))
    return list(rows.order_by("first"))


def offers_open(runs: QuerySet[Run]) -> list[dict[str, Any]]:
    """{run__code, run__name, number, last}: offered places of ``runs`` that nobody has answered, and when the last of
    them ends. One statement."""
    now = timezone.now()
    rows = Turn.objects.filter(Q(reply_by=None) | Q(reply_by__gt=now), run__in=runs.order_by().values("pk"))
    rows = rows.filter(state=Turn.State.OFFERED, ended_at=None)
    rows = rows.order_by().values("run__code", "run__name").annotate(number=Count("pk"), last=Max("reply_by"))
    return list(rows.order_by("last"))
