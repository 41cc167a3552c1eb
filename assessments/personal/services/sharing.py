"""Showing one answer or one result to a coach, taking it back, and the coach's reading of it."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import CoachLink, Entry, LinkEvent, Share
from assessments.personal.queries import Answer, answer_in
from assessments.personal.queries_measures import Measured, finished_of, measured_in
from assessments.personal.services.coach_notices import tell_shown


class ChangedMeanwhile(Exception):
    """The answer or result is not the one that the person saw when they said yes; nothing was shown."""


@transaction.atomic
def share_answer(*, learner: Any, link_id: int, entry_id: int, seq: int) -> Share | None:
    """Show the person's own answer, as it is at ``seq``, to a coach of theirs. Showing it again changes nothing, or
    shows the newer text. None when link or answer is not theirs. Raises ``ChangedMeanwhile``."""
    link = CoachLink.objects.select_for_update().filter(learner=learner, ended_at=None, pk=link_id).first()
    entry = Entry.objects.select_for_update().filter(vault__owner_id=learner.pk, pk=entry_id).first()
    if link is None or entry is None:
        return None
    if entry.seq != seq:
        raise ChangedMeanwhile
    share, is_new = Share.objects.get_or_create(link=link, entry=entry, withdrawn_at=None, defaults={"seq": seq})
    if is_new or share.seq != seq:
        share.seq, share.shared_at, share.opened_at = seq, timezone.now(), None
        share.save(update_fields=["seq", "shared_at", "opened_at"])
        LinkEvent.objects.create(link=link, what=LinkEvent.What.ANSWER_SHOWN)
        tell_shown(link)
    return share


@transaction.atomic
def withdraw_share(*, learner: Any, share_id: int) -> bool:
    """Take an answer or a result back, at once. False when it is not the person's."""
    mine = Share.objects.select_for_update(of=("self",)).filter(link__learner=learner, pk=share_id)
    share = mine.first()
    if share and share.withdrawn_at is None:
        share.withdrawn_at = timezone.now()
        share.save(update_fields=["withdrawn_at"])
        what = LinkEvent.What.ANSWER_TAKEN_BACK if share.entry_id else LinkEvent.What.RESULT_TAKEN_BACK
        LinkEvent.objects.create(link_id=share.link_id, what=what)
    return bool(share)


@transaction.atomic
def share_result(*, learner: Any, link_id: int, slug: str, seen: Collection[int]) -> Share | None:
    """Show the person's own result of the scale ``slug``, made of the measurements that they have ``seen``. Showing it
    again changes nothing. None when link or result is not theirs. Raises ``ChangedMeanwhile``."""
    link = CoachLink.objects.select_for_update().filter(learner=learner, ended_at=None, pk=link_id).first()
    pks = [one.pk for one in finished_of(learner, slug).values()]
    if link is None or not pks:
        return None
    if set(pks) != set(seen):
        raise ChangedMeanwhile
    shown = Share.objects.filter(link=link, measured_id=pks[-1], withdrawn_at=None).first()
    if shown:
        return shown
    Share.objects.filter(link=link, measured_id__in=pks, withdrawn_at=None).update(withdrawn_at=timezone.now())
    share = Share.objects.create(link=link, measured_id=pks[-1], before_id=pks[0] if len(pks) > 1 else None)
    LinkEvent.objects.create(link=link, what=LinkEvent.What.RESULT_SHOWN)
    tell_shown(link)
    return share


@sensitive_variables()
@transaction.atomic
def read_share(*, coach: Any, share_id: int) -> Answer | dict[str, Measured] | None:
    """The answer as its coach reads it, or the measurements of a result by moment, opened from the person's own vault
    after looking whether it is still shown. The first reading is told to the person. None when it is not shown any
    more."""
    shown = Share.objects.shown().select_for_update(of=("self",)).filter(link__coach=coach, pk=share_id)
    share = shown.select_related("entry__vault").first()
    if share is None:
        return None
    if share.opened_at is None:
        share.opened_at = timezone.now()
        share.save(update_fields=["opened_at"])
        what = LinkEvent.What.ANSWER_OPENED if share.entry_id else LinkEvent.What.RESULT_OPENED
        LinkEvent.objects.create(link_id=share.link_id, what=what)
    return answer_in(share.entry) if share.entry_id else measured_in(share)
