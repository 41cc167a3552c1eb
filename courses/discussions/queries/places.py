"""Where somebody may write at all, for keeping drafts."""

from typing import Any

from courses.api import Enrolment, RunStaff
from courses.discussions.models import Conversation, Draft, Thread


def may_write_at(user: Any, kind: str, place: int) -> bool:
    """Whether the place that a draft is for lies in a run of theirs. The draft itself is only ever their own."""
    if place >= 2**63:
        return False
    run = place
    if kind == Draft.Kind.REPLY:
        run = Thread.objects.filter(pk=place).values_list("run_id", flat=True).first()
    elif kind == Draft.Kind.MESSAGE:
        run = Conversation.objects.filter(pk=place).values_list("enrolment__run_id", flat=True).first()
    if run is None:
        return False
    if RunStaff.objects.filter(run=run, user=user).exists():
        return True
    mine = Enrolment.objects.active().filter(run=run, learner__user=user)
    return kind not in (Draft.Kind.LETTER, Draft.Kind.ANNOUNCEMENT) and mine.exists()
