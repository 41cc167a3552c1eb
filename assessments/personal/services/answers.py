"""Keeping and deleting answers. Their text is in no log, message or error report."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Entry, Vault

#: A pressed button outranks every autosave that may still be on its way from the same page.
BUTTON_STEP = 1000


class OlderThanKept(Exception):
    """An autosave came after a newer one; nothing was changed."""


@sensitive_variables()
@transaction.atomic
def save_answer(
    *, learner: Any, activity_key: UUID, exercise_key: str, prompt: dict[str, Any], value: Any, seq: int | None = None
) -> Entry:
    """Keep an answer: the first time as a new entry, later in the person's newest entry of the exercise.

    ``value`` None is the emptied answer. ``prompt`` is the snapshot of what was asked. With ``seq`` (autosave) an
    older save than the kept one raises ``OlderThanKept``; without it (a pressed button) the save always counts.
    """
    vaults = list(Vault.objects.select_for_update().filter(owner_id=learner.pk).order_by("pk"))
    vaults = vaults or [_make_vault(learner)]
    entry = _newest(vaults, activity_key, exercise_key)
    if entry is None:
        entry = Entry(vault=vaults[0], activity_key=activity_key, exercise_key=exercise_key)
    elif seq is not None and seq <= entry.seq:
        raise OlderThanKept
    entry.seq = entry.seq + BUTTON_STEP if seq is None else seq
    entry.saved_at = timezone.now()
    entry.write(entry.vault.open_key(), value=value, prompt=prompt)
    entry.save()
    return entry


def _newest(vaults: list[Vault], activity_key: UUID, exercise_key: str) -> Entry | None:
    rows = Entry.objects.select_related("vault").filter(activity_key=activity_key, exercise_key=exercise_key)
    return rows.filter(vault__in=vaults).order_by("-saved_at", "-pk").first()


def _make_vault(learner: Any) -> Vault:
    vault = Vault(owner=learner)
    vault.make_key()
    vault.save()
    return vault


@transaction.atomic
def delete_answer(*, learner: Any, entry_id: int) -> bool:
    """Delete one of the person's own entries; False when it is not theirs or already gone."""
    deleted, _models = Entry.objects.filter(pk=entry_id, vault__owner_id=learner.pk).delete()
    return bool(deleted)
