"""What else than marking waits for a trainer."""

from typing import Any

from django.db.models import Count, Min, QuerySet

from assessments.graded.models.prior_learning import PriorLearning
from courses.api import Enrolment, Run


def prior_learning_waiting(runs: QuerySet[Run], user: Any) -> list[dict[str, Any]]:
    """{enrolment__run__code, enrolment__run__name, number}: applications for recognition that nobody has decided and
    ``user`` may decide. One statement."""
    rows = PriorLearning.objects.filter(enrolment__run__in=runs.order_by().values("pk"))
    rows = rows.filter(state=PriorLearning.State.WAITING).exclude(enrolment__status=Enrolment.Status.CANCELLED)
    rows = rows.exclude(enrolment__learner__user=None).exclude(enrolment__learner__user=user).order_by()
    counted = rows.values("enrolment__run__code", "enrolment__run__name")
    return list(counted.annotate(number=Count("pk"), first=Min("pk")).order_by("first"))
