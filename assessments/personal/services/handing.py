"""Handing a person over to another coach: proposed by the one, settled by the person alone.

Rows are locked in one order, the link before its proposal, so that proposing, taking back and answering never cross.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import CoachLink, Handover, LinkEvent, Share
from assessments.personal.queries_coaching import colleagues_of
from assessments.personal.services.coaching import end_link


class NotACoach(Exception):
    """The one proposed is no coach (any more), or is this coach or the person themselves; nothing was changed."""


class AnotherProposal(Exception):
    """What the person answered to is not proposed any more; nothing was changed."""


@sensitive_variables()
@transaction.atomic
def propose_handover(*, coach: Any, link_id: int, to_id: int, reason: str) -> Handover | None:
    """Ask the person whether another coach may go on. Nothing changes before they say yes. Proposing the same anew
    changes nothing; proposing somebody else takes the earlier proposal back. None when the person is not this
    coach's. Raises ``NotACoach``."""
    link = _live(coach=coach, pk=link_id)
    if link is None:
        return None
    if not colleagues_of(link).filter(pk=to_id).exists():
        raise NotACoach
    earlier = Handover.objects.filter(link=link).first()
    if earlier and earlier.is_open and (earlier.to_id, earlier.reason) == (to_id, reason):
        return earlier
    if earlier:
        earlier.delete()
    LinkEvent.objects.create(link=link, what=LinkEvent.What.HANDOVER_PROPOSED)
    return Handover.objects.create(link=link, to_id=to_id, reason=reason)


@transaction.atomic
def take_back_handover(*, coach: Any, link_id: int) -> bool:
    """The coach does not propose it any more, or has read the no. False when there is nothing of theirs."""
    link = _live(coach=coach, pk=link_id)
    handover = link and Handover.objects.filter(link=link).first()
    if not handover:
        return False
    if handover.is_open:
        LinkEvent.objects.create(link=link, what=LinkEvent.What.HANDOVER_TAKEN_BACK)
    handover.delete()
    return True


@transaction.atomic
def decline_handover(*, learner: Any, link_id: int, handover_id: int) -> bool:
    """The person stays with their coach. False when the link is not theirs. Raises ``AnotherProposal``."""
    link = _live(learner=learner, pk=link_id)
    if link is None:
        return False
    handover = _asked(link, handover_id)
    if handover.is_open:
        handover.declined_at, handover.reason = timezone.now(), ""
        handover.save(update_fields=["declined_at", "reason"])
        LinkEvent.objects.create(link=link, what=LinkEvent.What.HANDOVER_DECLINED)
    return True


@transaction.atomic
def accept_handover(*, learner: Any, link_id: int, handover_id: int, shows_progress: bool) -> CoachLink | None:
    """The person goes on with the other coach: the former one sees nothing from now on, and the new one sees the name
    and, if wanted, the dots. What was shown to the former coach is taken back, never handed on; a wish to be called
    is deleted. None when the link is not theirs. Raises ``AnotherProposal`` and ``NotACoach``."""
    link = _live(learner=learner, pk=link_id)
    if link is None:
        return None
    handover = _asked(link, handover_id)
    if not handover.is_open:
        raise AnotherProposal
    if not colleagues_of(link).filter(pk=handover.to_id).exists():
        raise NotACoach
    handover.delete()
    Share.objects.filter(link=link, withdrawn_at=None).update(withdrawn_at=timezone.now())
    end_link(link, LinkEvent.What.HANDED_OVER)
    return _begin(link, to_id=handover.to_id, shows_progress=shows_progress)


def _begin(former: CoachLink, *, to_id: int, shows_progress: bool) -> CoachLink:
    """The link to the new coach; the former's place stays with the former."""
    link, is_new = CoachLink.objects.select_for_update().get_or_create(
        learner_id=former.learner_id,
        coach_id=to_id,
        ended_at=None,
        defaults={"run_id": former.run_id, "nickname": former.nickname},
    )
    link.shows_progress = shows_progress
    link.save(update_fields=["shows_progress"])
    if is_new:
        LinkEvent.objects.create(link=link, what=LinkEvent.What.JOINED)
    shown = LinkEvent.What.PROGRESS_SHOWN if shows_progress else LinkEvent.What.PROGRESS_HIDDEN
    LinkEvent.objects.create(link=link, what=shown)
    return link


def _live(**whose: Any) -> CoachLink | None:
    return CoachLink.objects.select_for_update().filter(ended_at=None, **whose).first()


def _asked(link: CoachLink, handover_id: int) -> Handover:
    handover = Handover.objects.select_for_update(of=("self",)).filter(link=link, pk=handover_id).first()
    if handover is None:
        raise AnotherProposal
    return handover
