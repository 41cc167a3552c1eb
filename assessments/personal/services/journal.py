"""Keeping and deleting pages of the journal. Their text is in no log, message or error report."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import JournalEntry
from assessments.personal.services.answers import BUTTON_STEP, OpenPage, is_there_already, vault_for


class NotThere(Exception):
    """The page of the journal is not this person's, or they have deleted it."""


@sensitive_variables()
@transaction.atomic
def write_journal(
    *, learner: Any, value: dict[str, str], page: OpenPage, entry_id: int | None = None
) -> JournalEntry | None:
    """Keep ``{"text", "mood", "day"}``: in the entry ``entry_id``, else in the one that this open page has begun, else
    in a new one; None when there is nothing to begin with. Raises ``NotThere``, ``OlderThanKept`` and
    ``WrittenElsewhere``."""
    vault = vault_for(learner)  # locked: two sendings of one page make one entry
    mine = JournalEntry.objects.select_related("vault").filter(vault__owner_id=learner.pk)
    entry = mine.filter(pk=entry_id).first() if entry_id else mine.filter(begun_on=page.writer).first()
    if entry is None and entry_id:
        raise NotThere
    if entry is None and not (value["text"] or value["mood"]):
        return None
    if entry is None:
        entry = JournalEntry(vault=vault, begun_on=page.writer)
    elif is_there_already(entry, value, page):
        return entry
    entry.seq = entry.seq + BUTTON_STEP if page.seq is None else page.seq
    entry.writer, entry.saved_at = page.writer, timezone.now()
    entry.write(entry.vault.open_key(), value=value)
    entry.save()
    return entry


@transaction.atomic
def delete_journal_entry(*, learner: Any, entry_id: int) -> bool:
    """Delete one page of the person's own journal; False when it is not theirs or already gone."""
    deleted, _models = JournalEntry.objects.filter(pk=entry_id, vault__owner_id=learner.pk).delete()
    return bool(deleted)
