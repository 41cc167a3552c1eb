"""Where the author says that handing in is enough: the assignment is done with it, and undone with taking it back."""

from collections.abc import Sequence
from typing import Any

from assessments.graded.models import Submission
from courses.api import Done, Enrolment, Evidence, Progress, complete_activity, step_rule, withdraw_evidence


def done_by_handing_in(submission: Submission, *, item: Any, enrolment: Enrolment) -> None:
    """Complete the assignment where the author says that handing in is enough. The caller holds the enrolment's
    lock."""
    if step_rule(item).done == Done.SUBMITTED:
        place = {"enrolment_id": enrolment.pk, "activity_id": item.activity_id, "actor": enrolment.learner.user}
        complete_activity(**place, evidence=Evidence(kind="submitted", id=submission.pk))


def not_done_any_more(versions: Sequence[Submission], *, activity_id: int, actor: Any) -> None:
    """Take back what was done by handing these in. The caller holds the locks of their enrolments."""
    rests = Progress.objects.filter(
        activity_id=activity_id, evidence_kind="submitted", evidence_id__in=[one.pk for one in versions]
    )
    for enrolment_id, pk in rests.values_list("enrolment_id", "evidence_id"):
        evidence = Evidence(kind="submitted", id=pk)
        withdraw_evidence(enrolment_id=enrolment_id, activity_id=activity_id, evidence=evidence, actor=actor)
