"""Showing one thing to a coach, taking it back, and the coach's reading of it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import CoachLink, Entry, JournalEntry, LinkEvent, Share, SharedPart
from assessments.personal.queries import Answer
from assessments.personal.queries_measures import Measured, finished_of
from assessments.personal.queries_own import Written
from assessments.personal.queries_shares import ShownPage, opened_share
from assessments.personal.services.coach_notices import tell_shown
from assessments.personal.services.own_page import joined_own_page


class ChangedMeanwhile(Exception):
    """What would be shown is not what the person saw when they said yes; nothing was shown."""


@transaction.atomic
def share_answer(*, learner: Any, link_id: int, entry_id: int, seq: int) -> Share | None:
    """Show the person's own answer, as it is at ``seq``, to a coach of theirs. Showing it again changes nothing, or
    shows the newer text. None when link or answer is not theirs. Raises ``ChangedMeanwhile``."""
    link = _held_link(learner, link_id)
    entry = Entry.objects.select_for_update().filter(vault__owner_id=learner.pk, pk=entry_id).first()
    return _show(link, seq, entry=entry) if link and entry else None


@transaction.atomic
def share_journal(*, learner: Any, link_id: int, entry_id: int, seq: int) -> Share | None:
    """Show one page of the person's own journal, as it is at ``seq``; otherwise as ``share_answer``."""
    link = _held_link(learner, link_id)
    entry = JournalEntry.objects.select_for_update().filter(vault__owner_id=learner.pk, pk=entry_id).first()
    return _show(link, seq, journal=entry) if link and entry else None


@transaction.atomic
def share_own_page(*, learner: Any, link_id: int, seq: int, seen: Mapping[int, int]) -> Share | None:
    """Show the person's page "My strengths", as it is at ``seq`` with the answers that they have ``seen`` on it, each
    as it was at its own seq; otherwise as ``share_answer``."""
    link = _held_link(learner, link_id)
    page, its_seq = joined_own_page(learner) if link else (None, 0)
    if page is None:
        return None
    rows = Entry.objects.select_for_update().filter(vault__owner_id=learner.pk, pk__in=page.read()["picked"])
    there = {entry.pk: entry.seq for entry in rows.order_by("pk")}
    if its_seq != seq or any(there.get(pk) != its for pk, its in seen.items()):
        raise ChangedMeanwhile
    return _show(link, page.seq, parts=seen, page=page)


def _held_link(learner: Any, pk: int) -> CoachLink | None:
    return CoachLink.objects.select_for_update().filter(learner=learner, ended_at=None, pk=pk).first()


def _show(link: CoachLink, seq: int, *, parts: Mapping[int, int] | None = None, **what: Any) -> Share:
    """Let the link's coach read ``what``, a locked row that has a ``seq``; of a page also its ``parts``."""
    [row] = what.values()
    if row.seq != seq:
        raise ChangedMeanwhile
    share, is_new = Share.objects.get_or_create(link=link, **what, withdrawn_at=None, defaults={"seq": seq})
    had = None if parts is None else dict(share.parts.values_list("entry_id", "seq"))
    if is_new or share.seq != seq or had != parts:
        share.seq, share.shared_at, share.opened_at = seq, timezone.now(), None
        share.save(update_fields=["seq", "shared_at", "opened_at"])
        if parts is not None:
            share.parts.all().delete()
            SharedPart.objects.bulk_create(SharedPart(share=share, entry_id=pk, seq=at) for pk, at in parts.items())
        _write_down(share, "shown")
        tell_shown(link)
    return share


def _write_down(share: Share, deed: str) -> None:
    LinkEvent.objects.create(link_id=share.link_id, what=LinkEvent.What(f"{share.about}_{deed}"))


@transaction.atomic
def withdraw_share(*, learner: Any, share_id: int) -> bool:
    """Take something back, at once. False when it is not the person's."""
    mine = Share.objects.select_for_update(of=("self",)).filter(link__learner=learner, pk=share_id)
    share = mine.first()
    if share and share.withdrawn_at is None:
        share.withdrawn_at = timezone.now()
        share.save(update_fields=["withdrawn_at"])
        _write_down(share, "taken_back")
    return bool(share)


@transaction.atomic
def share_result(*, learner: Any, link_id: int, slug: str, seen: Collection[int]) -> Share | None:
    """Show the person's own result of the scale ``slug``, made of the measurements that they have ``seen``. Showing it
    again changes nothing. None when link or result is not theirs. Raises ``ChangedMeanwhile``."""
    link = _held_link(learner, link_id)
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
    _write_down(share, "shown")
    tell_shown(link)
    return share


@sensitive_variables()
@transaction.atomic
def read_share(*, coach: Any, share_id: int) -> Answer | dict[str, Measured] | Written | ShownPage | None:
    """What a person shows, as its coach reads it: an answer, the measurements of a result by moment, a page of the
    journal or "My strengths", opened from the person's own vault after looking whether it is still shown. The first
    reading is told to the person. None when it is not shown any more."""
    shown = Share.objects.shown().select_for_update(of=("self",)).filter(link__coach=coach, pk=share_id)
    share = shown.select_related("entry__vault", "journal__vault", "page__vault").first()
    if share is None:
        return None
    if share.opened_at is None:
        share.opened_at = timezone.now()
        share.save(update_fields=["opened_at"])
        _write_down(share, "opened")
    return opened_share(share)
