"""Keeping and deleting answers. Their text is in no log, message or error report."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Entry, Vault
from lms.accounts.api import Learner

#: A pressed button outranks every autosave that may still be on its way from the same page.
BUTTON_STEP = 1000


class OlderThanKept(Exception):
    """An autosave came after a newer one of its own page; nothing was changed."""


class WrittenElsewhere(Exception):
    """Another open page has kept something else since this one was opened; nothing was changed."""


@dataclass(frozen=True)
class OpenPage:
    """The page that an answer comes from. ``writer`` names it, ``base`` is the entry's ``seq`` when it was opened, and
    ``seq`` counts its autosaves; None is a pressed button: the newest word of its page."""

    writer: str = ""
    base: int | None = None
    seq: int | None = None


BUTTON = OpenPage()


@sensitive_variables()
@transaction.atomic
def save_answer(
    *,
    learner: Any,
    activity_key: UUID,
    exercise_key: str,
    prompt: dict[str, Any],
    value: Any,
    page: OpenPage = BUTTON,
) -> Entry:
    """Keep an answer: the first time as a new entry, later in the person's newest entry of the exercise.

    ``value`` None is the emptied answer. ``prompt`` is the snapshot of what was asked; where an answer was typed in
    from paper it says so under ``paper``, and goes on saying so when the answer is mended. A page's own newer save is
    kept. Another page's is kept only when nothing has been written since that page was opened, so that nothing is
    overwritten unseen. Raises ``OlderThanKept`` and ``WrittenElsewhere``.
    """
    vaults = list(Vault.objects.select_for_update().filter(owner_id=learner.pk).order_by("pk"))
    vaults = vaults or [_make_vault(learner)]
    entry = _newest(vaults, activity_key, exercise_key)
    if entry is None:
        entry = Entry(vault=vaults[0], activity_key=activity_key, exercise_key=exercise_key)
    elif is_there_already(entry, value, page):
        return entry
    entry.seq = entry.seq + BUTTON_STEP if page.seq is None else page.seq
    entry.writer, entry.is_left = page.writer, page.seq is None
    entry.saved_at = timezone.now()
    key = entry.vault.open_key()
    entry.write(key, value=value, prompt=_origin_of(entry, key) | prompt)
    entry.save()
    return entry


@sensitive_variables()
def _origin_of(entry: Entry, key: bytes) -> dict[str, Any]:
    """That what stands in ``entry`` came from paper, as a part of its prompt; nothing of what is new or emptied."""
    if not entry.pk or entry.read_value(key) is None:
        return {}
    paper = entry.read_prompt(key).get("paper")
    return {"paper": paper} if paper else {}


@sensitive_variables()
def is_there_already(entry: Any, value: Any, page: OpenPage) -> bool:
    """Whether another page has kept the very same in ``entry`` (an answer, or a page of the journal). Raises when this
    page's word may not be kept."""
    newer = page.seq is None or page.seq > entry.seq
    if page.writer == entry.writer or page.base == entry.seq:
        if newer:
            return False
        raise OlderThanKept
    kept = entry.read_value(entry.vault.open_key())
    if kept is None and newer:
        return False
    if kept == value:
        return True
    raise WrittenElsewhere


def _newest(vaults: list[Vault], activity_key: UUID, exercise_key: str) -> Entry | None:
    rows = Entry.objects.select_related("vault").filter(activity_key=activity_key, exercise_key=exercise_key)
    return rows.filter(vault__in=vaults).order_by("-saved_at", "-pk").first()


def vault_for(learner: Any) -> Vault:
    """A vault of the person's, locked; made now if there is none, once also for two who ask at the same moment. Inside
    a transaction."""
    mine = Vault.objects.select_for_update().filter(owner_id=learner.pk).order_by("pk")
    if held := mine.first():
        return held
    Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    return mine.first() or _make_vault(learner)


def _make_vault(learner: Any) -> Vault:
    vault = Vault(owner=learner)
    vault.make_key()
    vault.save()
    return vault


def pass_by(*, learner: Any, entry_id: int) -> None:
    """The person goes on from an answer that they leave as it is."""
    Entry.objects.filter(pk=entry_id, vault__owner_id=learner.pk).update(is_left=True)


@transaction.atomic
def delete_answer(*, learner: Any, entry_id: int) -> bool:
    """Delete one of the person's own entries; False when it is not theirs or already gone."""
    deleted, _models = Entry.objects.filter(pk=entry_id, vault__owner_id=learner.pk).delete()
    return bool(deleted)
