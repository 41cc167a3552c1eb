"""Reading applications for recognition. Every lookup carries its right: what is not yours is missing."""

from typing import Any

from django.db.models import QuerySet

from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.queries.projects import taught_run
from courses.api import Enrolment, Run


def applications_of(enrolment: Enrolment) -> list[PriorLearning]:
    """A participant's applications, newest first."""
    return list(PriorLearning.objects.filter(enrolment=enrolment).select_related("decided_by"))


def studies_in(user: Any, run: int) -> bool:
    """Whether ``user`` takes part in the run: only then an application is begun."""
    return Enrolment.objects.active().filter(run=run, learner__user=user).exists()


def own_application(enrolment: Enrolment, pk: int) -> PriorLearning | None:
    """One of a participant's own applications."""
    return PriorLearning.objects.filter(enrolment=enrolment, pk=pk).first() if pk < 2**63 else None


def applications_in(run: Run, user: Any) -> QuerySet[PriorLearning]:
    """Every application of a run, those that wait first; not those that were taken back. Nobody decides their own: a
    trainer who takes part finds it nowhere among these."""
    rows = PriorLearning.objects.filter(enrolment__run=run).exclude(state=PriorLearning.State.WITHDRAWN)
    rows = rows.exclude(enrolment__learner__user=user)
    rows = rows.exclude(enrolment__status=Enrolment.Status.CANCELLED).exclude(enrolment__learner__user=None)
    # "waiting" is the last of the states in the alphabet.
    return rows.select_related("enrolment__learner__user", "decided_by").order_by("-state", "-pk")


def application_for(user: Any, code: str, pk: int) -> PriorLearning | None:
    """One application in a run that ``user`` teaches."""
    run = taught_run(user, code) if pk < 2**63 else None
    return applications_in(run, user).prefetch_related("activities").filter(pk=pk).first() if run else None
