"""Keeping the page that the person puts together of their answers. What is on it is in no log or error report."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Entry, OwnPage, Vault
from assessments.personal.queries_own import Kept, kept_in
from assessments.personal.services.answers import vault_for


class ChangedElsewhere(Exception):
    """Another window has saved the page since this one was opened; nothing was changed. ``seq`` is the newest."""

    def __init__(self, seq: int) -> None:
        super().__init__()
        self.seq = seq


@sensitive_variables()
@transaction.atomic
def save_own_page(*, learner: Any, name: str, words: str, picked: Iterable[int], base: int) -> None:
    """Keep the choice. What was there stays in its order, new things come last, and what is not the person's own is
    left out. Raises ``ChangedElsewhere``; saving the very same again changes nothing."""
    pages, kept = _held(learner)
    own = set(Entry.objects.filter(vault__owner_id=learner.pk).values_list("pk", flat=True))
    chosen = [pk for pk in dict.fromkeys(picked) if pk in own]
    ordered = [pk for pk in kept.picked if pk in chosen] + [pk for pk in chosen if pk not in kept.picked]
    if (kept.name, kept.words, list(kept.picked)) == (name, words, ordered):
        return
    if kept.seq != base:
        raise ChangedElsewhere(kept.seq)
    _write(learner, pages, Kept(name=name, words=words, picked=tuple(ordered), seq=kept.seq))


@transaction.atomic
def move_on_own_page(*, learner: Any, entry_id: int, up: bool) -> bool:
    """Put one answer a place up or down; at the end it stays where it is. False when it is not on the page."""
    pages, kept = _held(learner)
    order = _there(learner, kept)
    if entry_id not in order:
        return False
    place = order.index(entry_id)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        _write(learner, pages, Kept(name=kept.name, words=kept.words, picked=tuple(order), seq=kept.seq))
    return True


@transaction.atomic
def take_off_own_page(*, learner: Any, entry_id: int) -> bool:
    """Leave one answer out; the answer itself stays. False when it is not on the page."""
    pages, kept = _held(learner)
    if entry_id not in kept.picked:
        return False
    rest = tuple(pk for pk in kept.picked if pk != entry_id)
    _write(learner, pages, Kept(name=kept.name, words=kept.words, picked=rest, seq=kept.seq))
    return True


def joined_own_page(learner: Any) -> tuple[OwnPage | None, int]:
    """The person's page as one row, locked, and the seq at which they saw it. When two learners were joined since, it
    is made one, and its seq grows: to whom one half was shown, the whole was not."""
    pages, kept = _held(learner)
    if len(pages) > 1:
        _write(learner, pages, kept)
    return (pages[0] if pages else None), kept.seq


def _held(learner: Any) -> tuple[list[OwnPage], Kept]:
    """The person's pages, locked by their vaults, and what they say together."""
    list(Vault.objects.select_for_update().filter(owner_id=learner.pk).order_by("pk"))
    pages = list(
        OwnPage.objects.select_related("vault").filter(vault__owner_id=learner.pk).order_by("-saved_at", "-pk")
    )
    return pages, kept_in(pages)


def _there(learner: Any, kept: Kept) -> list[int]:
    """The chosen entries that still exist, so that a move is over a neighbour that the person sees."""
    alive = set(Entry.objects.filter(vault__owner_id=learner.pk, pk__in=kept.picked).values_list("pk", flat=True))
    return [pk for pk in kept.picked if pk in alive]


@sensitive_variables()
def _write(learner: Any, pages: list[OwnPage], kept: Kept) -> None:
    """Into the newest page; those that came along when two learners were joined go."""
    page = pages[0] if pages else OwnPage(vault=vault_for(learner))
    page.seq, page.saved_at = kept.seq + 1, timezone.now()
    page.write(name=kept.name, words=kept.words, picked=list(kept.picked))
    page.save()
    OwnPage.objects.filter(pk__in=[other.pk for other in pages[1:]]).delete()
