"""Where somebody may write at all, for keeping drafts."""

from collections.abc import Callable
from typing import Any

from courses.api import Enrolment, RunStaff
from courses.discussions.models import Conversation, Draft, Thread

_elsewhere: dict[str, Callable[[Any, int], bool]] = {}


def let_drafts_be_kept(kind: str, may_write: Callable[[Any, int], bool]) -> None:
    """A room of its own keeps what is written in it by the drafts here: ``may_write`` says of a user and a place of
    this ``kind`` whether they may write there."""
    _elsewhere[kind] = may_write


def may_write_at(user: Any, kind: str, place: int) -> bool:
    """Whether the place that a draft is for lies in a run of theirs. The draft itself is only ever their own."""
    if place >= 2**63:
        return False
    if kind in _elsewhere:
        return _elsewhere[kind](user, place)
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
