"""Reading groups: by their code, for anybody in the room; by their coach; and what was sent to a screen."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Sitting
from lms.accounts.api import canonical


@dataclass(frozen=True, slots=True)
class SentNote:
    """One opened note. Its ``repr`` shows no content."""

    pk: int
    is_hidden: bool
    value: Any = field(repr=False)


def sitting_by_code(text: str) -> Sitting | None:
    """The group whose code was typed or scanned, while it goes on; spaces, hyphens, capitals and dots do not matter."""
    plain = canonical(text)
    return Sitting.objects.going_on().select_related("run").filter(plain=plain).first() if plain else None


def sittings_of(coach: Any) -> QuerySet[Sitting]:
    """The groups that a coach leads now, newest first."""
    return Sitting.objects.going_on().filter(coach=coach).select_related("run").order_by("-begun_at", "-pk")


@sensitive_variables()
def notes_of(sitting: Sitting, screen: int) -> list[SentNote]:
    """What was sent to one screen, in the order in which it came; one query."""
    rows = list(sitting.notes.filter(screen=screen).order_by("pk"))
    key = sitting.open_key() if rows else b""
    return [SentNote(note.pk, note.is_hidden, note.read(key)) for note in rows]
