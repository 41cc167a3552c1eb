"""Setting a result by hand: with a reason, on record, and never taking back what is done."""

from typing import Any

from django.db import transaction

from assessments.graded.models import Override
from assessments.graded.queries.results import NOTHING, outcomes_in
from courses.api import Enrolment, mark_done_by_hand
from lms.records.audit import log_fact


@transaction.atomic
def override_result(
    *,
    enrolment_id: int,
    activity_id: int,
    points: int | None,
    max_points: int,
    reason: str,
    actor: Any,
    counts_as_done: bool = False,
) -> Override:
    """The book shows ``points`` (hundredths) from now on; None goes back to what was reached. With
    ``counts_as_done`` the requirement is done too, if it was not.

    Raises ValueError without a reason or for points beyond ``max_points``, and ``NotInThisRun``.
    """
    if not reason.strip():
        raise ValueError("a result set by hand needs a reason")
    if points is not None and not 0 <= points <= max_points:
        raise ValueError("points beyond those that there are")
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("run", "learner").get(pk=enrolment_id)
    word = {"points": points, "max_points": max_points, "reason": reason.strip()[:500]}
    latest = Override.objects.filter(enrolment=enrolment, activity=activity_id).order_by("-pk").first()
    before = outcomes_in(enrolment.run, enrolment_id=enrolment.pk).get((enrolment.pk, activity_id), NOTHING)
    is_said = latest and all(getattr(latest, name) == value for name, value in word.items())
    if not is_said:  # and not pressed twice
        latest = Override.objects.create(
            enrolment=enrolment, activity_id=activity_id, actor=actor, old_points=before.points, **word
        )
        detail = {"activity": activity_id, "old": before.points, "new": points}
        key = enrolment.learner.key
        log_fact("result.overridden", subject=latest, actor=actor, learner_key=key, reason=latest.reason, detail=detail)
    if counts_as_done and not before.evidence:
        mark_done_by_hand(enrolment_id=enrolment.pk, activity_id=activity_id, reason=reason, actor=actor)
    return latest


def move_overrides(*, source_id: int, target_id: int) -> None:
    """Two enrolments of one person become one: what was set by hand follows."""
    Override.objects.filter(enrolment_id=source_id).update(enrolment_id=target_id)
