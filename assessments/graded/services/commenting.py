"""A trainer's saved comments."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import SavedComment
from courses.api import Course
from lms.accounts.api import User

#: A comment used again is a few sentences; and a list is chosen from only while it can be looked through.
LONGEST_SAVED = 2000
MOST_SAVED = 200


class CannotSave(Exception):
    """``reason`` is "empty", "too_long" or "too_many"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@transaction.atomic
def save_comment(*, owner: User, text: str, course: Course | None = None) -> SavedComment:
    """Add a comment to one's own; the same text again is the same comment. Raises ``CannotSave``."""
    text = _usable(text)
    User.objects.select_for_update().get(pk=owner.pk)  # two presses at once save once
    own = SavedComment.objects.filter(owner=owner)
    same = own.filter(text=text).first()
    if same:
        return same
    if own.count() >= MOST_SAVED:
        raise CannotSave("too_many")
    return SavedComment.objects.create(owner=owner, text=text, course=course)


def change_comment(*, comment: SavedComment, text: str, course: Course | None) -> None:
    """Word it anew, share it in a training or keep it to oneself. Raises ``CannotSave``."""
    comment.text, comment.course, comment.saved_at = _usable(text), course, timezone.now()
    comment.save(update_fields=["text", "course", "saved_at"])


def delete_comment(*, comment: SavedComment) -> None:
    """It leaves the list; feedback in which it was used stays as it is."""
    comment.delete()


def _usable(text: str) -> str:
    text = text.strip()
    if not text:
        raise CannotSave("empty")
    if len(text) > LONGEST_SAVED:
        raise CannotSave("too_long")
    return text


def joined(comment: str, saved: Any) -> str:
    """A saved comment below what has been written."""
    return "\n\n".join(filter(None, [comment.rstrip(), saved.text]))
