"""Reading what somebody has begun to write."""

import secrets
from typing import Any

from django.urls import reverse

from courses.discussions.models import Draft


def draft_at(user: Any, kind: str, place: int) -> Draft:
    """Their draft there; an empty one, not stored, when there is none."""
    found = Draft.objects.filter(user=user, kind=kind, place=place).first()
    return found or Draft(user=user, kind=kind, place=place)


def small_desk(user: Any, kind: str, place: int, otherwise: str = "") -> dict[str, Any]:
    """What ``discussions/_small_desk.html`` shows in a form of one text in another room's page, and what that form
    begins with: the draft, or ``otherwise``."""
    draft = draft_at(user, kind, place)
    save_url = reverse("inbox:draft", args=[kind, place])
    return {
        "desk": {"writer": secrets.token_hex(8), "seq": draft.seq, "save_url": save_url},
        "begun": {"text": draft.text or otherwise},
    }
