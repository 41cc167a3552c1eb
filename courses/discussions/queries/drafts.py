"""Reading what somebody has begun to write."""

import secrets
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from courses.discussions.models import Draft
from lms.records.prepared import PreparedObjects


def draft_at(user: Any, kind: str, place: int) -> Draft:
    """Their draft there; an empty one, not stored, when there is none."""
    found = _DRAFT.first(user.pk, kind, place)
    return found or Draft(user=user, kind=kind, place=place)


def _draft(user_id: int, kind: str, place: int) -> QuerySet[Draft]:
    return Draft.objects.filter(user=user_id, kind=kind, place=place)


_DRAFT = PreparedObjects(_draft, -1, "kind", 2_000_000_007)


def small_desk(user: Any, kind: str, place: int, otherwise: str = "") -> dict[str, Any]:
    """What ``discussions/_small_desk.html`` shows in a form of one text in another room's page, and what that form
    begins with: the draft, or ``otherwise``."""
    draft = draft_at(user, kind, place)
    save_url = reverse("inbox:draft", args=[kind, place])
    return {
        "desk": {"writer": secrets.token_hex(8), "seq": draft.seq, "save_url": save_url},
        "begun": {"text": draft.text or otherwise},
    }
