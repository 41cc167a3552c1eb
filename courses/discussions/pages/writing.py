"""The form in which one writes: its draft, its key, and what lets autosave tell an older word from a newer."""

import secrets
import uuid
from typing import Any

from django.urls import reverse

from courses.discussions.models import Draft
from courses.discussions.queries.drafts import draft_at


def desk(user: Any, kind: str, place: int, *, both: Draft | None = None) -> dict[str, Any]:
    """What ``discussions/_desk.html`` shows. ``both`` is the stored draft that the page now also shows."""
    draft = both or draft_at(user, kind, place)
    return {
        "draft": draft,
        "writer": secrets.token_hex(8),
        "seq": draft.seq,
        "save_url": reverse("inbox:draft", args=[kind, place]),
    }


def begun(table: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What a fresh form is filled with: the draft, and a key of its own."""
    draft: Draft = table["draft"]
    return {"title": draft.title, "text": draft.text, "key": uuid.uuid4()} | more
