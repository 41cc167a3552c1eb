"""A participant's sent attempts, for the trainers of the run. What is not theirs to see is missing."""

from typing import Any

from assessments.graded.models import Attempt
from courses.api import Enrolment, runs_taught_by


def sent_attempts(user: Any, run: str, enrolment: int, slug: str) -> list[Attempt]:
    """What one participant of a run that ``user`` teaches has sent in one quiz, oldest first; one statement."""
    rows = Attempt.objects.filter(
        enrolment=enrolment,
        enrolment__run__code=run,
        enrolment__run__in=runs_taught_by(user).order_by().values("pk"),
        activity__slug=slug,
        state=Attempt.State.SUBMITTED,
    )
    rows = rows.exclude(enrolment__status=Enrolment.Status.CANCELLED)
    around = ("enrolment__run__course", "enrolment__learner__user", "activity", "quiz_version")
    return list(rows.select_related(*around).defer("enrolment__run__course__outline").order_by("number"))
