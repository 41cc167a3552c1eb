"""Staff take somebody out of the queue of a run."""

from typing import Any

from django.db import transaction

from courses.admissions.models import Turn
from courses.admissions.services.notices import tell_of_removal
from courses.admissions.services.queue import leave_queue, lock_run
from lms.records.audit import log_fact


@transaction.atomic
def remove_from_queue(*, turn: Turn, reason: str, actor: Any) -> bool:
    """End somebody's turn, with a reason that is kept, and tell them; a place that was offered to them goes to the
    next one. Whether they were queueing. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("removing somebody needs a reason")
    run = lock_run(turn.run_id)
    found = Turn.objects.select_related("learner__user").filter(pk=turn.pk, ended_at=None).first()
    if found is None:
        return False
    leave_queue(turn=found, actor=actor)
    log_fact("queue.removed", subject=found, actor=actor, learner_key=found.learner.key, reason=reason.strip()[:500])
    tell_of_removal(found, run=run)
    return True
