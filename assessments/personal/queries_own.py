"""Reading what the person made for themselves: their own page and their journal. Only by the learner they belong to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import JournalEntry, OwnPage
from assessments.personal.queries_moods import MOODS


@dataclass(frozen=True, slots=True)
class Kept:
    """What the own page holds. Its ``repr`` shows no content."""

    name: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    picked: tuple[int, ...] = ()
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """An opened page of the journal. Its ``repr`` shows no content."""

    entry_id: int
    day: datetime.date
    seq: int
    saved_at: datetime.datetime
    text: str = field(repr=False)
    mood: str = field(repr=False)

    @property
    def mood_word(self) -> str:
        """The mood in words; empty when none was marked."""
        return str(MOODS.get(self.mood, ""))


def own_page_of(learner: Any) -> Kept:
    """What the person has put together; one query."""
    pages = OwnPage.objects.select_related("vault").filter(vault__owner_id=learner.pk)
    return kept_in(pages.order_by("-saved_at", "-pk"))


@sensitive_variables()
def kept_in(pages: Iterable[OwnPage]) -> Kept:
    """Pages of one person, the newest first, as one: the newest words there are, and all that was chosen."""
    opened = [(page.seq, page.read()) for page in pages]
    if not opened:
        return Kept()
    return Kept(
        name=next((says["name"] for _seq, says in opened if says["name"]), ""),
        words=next((says["words"] for _seq, says in opened if says["words"]), ""),
        picked=tuple(dict.fromkeys(pk for _seq, says in opened for pk in says["picked"])),
        seq=max(seq for seq, _says in opened),
    )


def journal_of(learner: Any) -> Any:
    """The person's journal, newest day first, still sealed: a page of it is opened by ``opened_pages``."""
    rows = JournalEntry.objects.select_related("vault").filter(vault__owner_id=learner.pk)
    return rows.order_by("-day", "-made_at", "-pk")


@sensitive_variables()
def opened_pages(entries: Iterable[JournalEntry]) -> list[Written]:
    """Pages of the journal, opened; each vault's key is unwrapped once."""
    keys: dict[int, bytes] = {}
    found = []
    for entry in entries:
        if entry.vault_id not in keys:
            keys[entry.vault_id] = entry.vault.open_key()
        says = entry.read_value(keys[entry.vault_id])
        found.append(Written(entry.pk, entry.day, entry.seq, entry.saved_at, says["text"], says["mood"]))
    return found


def journal_page_of(learner: Any, entry_id: int) -> Written | None:
    """One page of the person's own journal."""
    return next(iter(opened_pages(journal_of(learner).filter(pk=entry_id))), None)


def own_page_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy: their words. The answers on the page are in the copy as answers."""
    kept = own_page_of(learner)
    return [{"name": kept.name, "words": kept.words}] if kept.seq else []


def journal_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy of their journal, oldest first."""
    rows = reversed(opened_pages(journal_of(learner)))
    return [{"day": page.day, "text": page.text, "mood": page.mood_word, "saved_at": page.saved_at} for page in rows]
