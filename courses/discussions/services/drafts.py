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
    writer, text = _written(request)
    empty_draft(user=request.user, kind=kind, place=place, writer=writer, text=text)


@transaction.atomic
def hold_draft(request: HttpRequest, kind: str, place: int) -> str:
    """The form of ``request`` was refused for now: its text is kept as the draft, also without autosave. What another
    page has saved meanwhile stays below it. The text that is kept."""
    writer, text = _written(request)
    if not text:
        return text
    draft = _locked(request.user, kind, place)
    is_own = draft.writer == writer or str(draft.seq) == request.POST.get("base")
    if not is_own and text in draft.text:  # pressed twice
        return draft.text
    both = not is_own and draft.text not in text
    draft.text, draft.writer = (f"{text}\n\n{draft.text}", "") if both else (text, writer)
    draft.seq, draft.saved_at = draft.seq + 1, timezone.now()
    draft.save(update_fields=["text", "writer", "seq", "saved_at"])
    return draft.text


def _written(request: HttpRequest) -> tuple[str, str]:
    """The page that sent this, and its text as we keep it."""
    writer, text = (request.POST.get(name, "").replace("\x00", "") for name in ("writer", "text"))
    return writer[:32], text.replace("\r\n", "\n").strip()


def _locked(user: Any, kind: str, place: int) -> Draft:
    wanted = {"user": user, "kind": kind, "place": place}
    found = Draft.objects.select_for_update().filter(**wanted).first()
    if found is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():  # another press was first
            Draft.objects.create(**wanted)
        found = Draft.objects.select_for_update().get(**wanted)
    return found
