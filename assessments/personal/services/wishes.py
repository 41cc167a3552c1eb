"""Asking the coach to be in touch. Phone number and address are sealed, and gone when the matter is settled."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import CallWish, CoachLink, LinkEvent
from assessments.personal.services.answers import vault_for
from assessments.personal.services.coach_notices import tell_wish


@sensitive_variables()
@transaction.atomic
def ask_for_call(*, learner: Any, link_id: int, contact: str, time: str) -> bool:
    """Keep the wish; asking again replaces it. False when the link is not the person's or is over."""
    link = CoachLink.objects.select_for_update().filter(learner=learner, ended_at=None, pk=link_id).first()
    if link is None:
        return False
    was_there = CallWish.objects.filter(link=link).delete()[0]
    wish = CallWish(link=link, vault=vault_for(learner), asked_at=timezone.now())
    wish.write(contact=contact, time=time)
    wish.save()
    if not was_there:
        LinkEvent.objects.create(link=link, what=LinkEvent.What.CALL_ASKED)
        tell_wish(link)
    return True


@transaction.atomic
def settle_call(*, coach: Any, link_id: int) -> bool:
    """The coach has been in touch: the wish is deleted. False when there is none from a person of theirs."""
    return _drop(LinkEvent.What.CALL_DONE, link__in=CoachLink.objects.filter(pk=link_id, coach=coach, ended_at=None))


@transaction.atomic
def take_back_call(*, learner: Any, link_id: int) -> bool:
    """The person does not wish it any more: it is deleted. False when there is none of theirs."""
    return _drop(LinkEvent.What.CALL_TAKEN_BACK, link__in=CoachLink.objects.filter(pk=link_id, learner=learner))


def _drop(what: str, **whose: Any) -> bool:
    wish = CallWish.objects.select_for_update(of=("self",)).filter(**whose).first()
    if wish is None:
        return False
    LinkEvent.objects.create(link_id=wish.link_id, what=what)
    wish.delete()
    return True
