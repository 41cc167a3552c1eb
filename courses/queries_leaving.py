"""Who has left a run, and where somebody who leaves could go on."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from courses.models import Enrolment, Run


def left_of(run: Run) -> QuerySet[Enrolment]:
    """Those who have left the run or were taken out, last first, with their accounts; ``elsewhere`` is the name of
    another run of the same course that the person is in now. Of somebody erased nothing is told."""
    other = Enrolment.objects.active().filter(run__course=OuterRef("run__course"), learner=OuterRef("learner"))
    names = other.exclude(run=OuterRef("run")).order_by("-enrolled_at", "-pk").values("run__name")
    rows = Enrolment.objects.filter(run=run, status=Enrolment.Status.CANCELLED).exclude(learner__user=None)
    rows = rows.annotate(elsewhere=Subquery(names[:1])).select_related("learner__user")
    return rows.order_by(F("left_at").desc(nulls_last=True), "-pk")


def moves_from(run: Run) -> QuerySet[Run]:
    """Other runs of the same course that take people now, newest first."""
    going = Run.objects.filter(course_id=run.course_id, closed_at=None).exclude(pk=run.pk)
    return going.exclude(ends__lt=timezone.localdate()).order_by(F("starts").desc(nulls_last=True), "-pk")


def why_taken_out(run: Run, learner: Any) -> str:
    """The reason that staff gave when they took ``learner`` out of the run; "" for everybody else."""
    if not learner:
        return ""
    out = Enrolment.objects.filter(run=run, learner_id=learner.pk, status=Enrolment.Status.CANCELLED)
    return out.values_list("left_reason", flat=True).first() or ""
