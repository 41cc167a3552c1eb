"""Reading what somebody has begun to write."""

from typing import Any

from courses.discussions.models import Draft


def draft_at(user: Any, kind: str, place: int) -> Draft:
    """Their draft there; an empty one, not stored, when there is none."""
    found = Draft.objects.filter(user=user, kind=kind, place=place).first()
    return found or Draft(user=user, kind=kind, place=place)
