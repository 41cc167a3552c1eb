"""Keeping what somebody is writing, and emptying it when it is sent."""

import contextlib
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from courses.discussions.models import Draft
from courses.discussions.rules import judge_draft


class WrittenElsewhere(Exception):
    """Another page has saved something else since this one was opened. Nothing was changed."""

    def __init__(self, stored: Draft) -> None:
        self.stored = stored
        super().__init__("another page saved first")


class AlreadySent(Exception):
    """The page has sent this text; a late save of it brings nothing back."""


@transaction.atomic
def save_draft(
    *, user: Any, kind: str, place: int, title: str, text: str, seq: int | None, writer: str, base: int | None
) -> Draft:
    """Store the draft if it is newer; saving the same again changes nothing. Raises ``WrittenElsewhere`` and
    ``AlreadySent``."""
    draft = _locked(user, kind, place)
    verdict = judge_draft(
        stored_seq=draft.seq,
        stored_writer=draft.writer,
        sent_by=draft.sent_by,
        same=(draft.title, draft.text) == (title, text),
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "sent":
        raise AlreadySent
    if verdict == "conflict":
        raise WrittenElsewhere(draft)
    if verdict == "store":
        draft.title, draft.text, draft.writer, draft.saved_at = title, text, writer, timezone.now()
        draft.seq = draft.seq + 1 if seq is None else seq
        draft.save(update_fields=["title", "text", "writer", "saved_at", "seq"])
    return draft


def empty_draft(*, user: Any, kind: str, place: int, writer: str, text: str) -> None:
    """What was here has been sent by the page ``writer``. What another page has saved meanwhile stays."""
    rows = Draft.objects.filter(user=user, kind=kind, place=place)
    mine = rows.filter(writer=writer) | rows.filter(text__in=(text, ""))
    if not mine.update(title="", text="", sent_by=writer):
        rows.update(sent_by=writer)


def drop_draft(request: HttpRequest, kind: str, place: int) -> None:
    """What was written there has been sent by the form of ``request``."""
    writer, text = (request.POST.get(name, "").replace("\x00", "") for name in ("writer", "text"))
    text = text.replace("\r\n", "\n").strip()
    empty_draft(user=request.user, kind=kind, place=place, writer=writer[:32], text=text)


def _locked(user: Any, kind: str, place: int) -> Draft:
    wanted = {"user": user, "kind": kind, "place": place}
    found = Draft.objects.select_for_update().filter(**wanted).first()
    if found is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():  # another press was first
            Draft.objects.create(**wanted)
        found = Draft.objects.select_for_update().get(**wanted)
    return found
