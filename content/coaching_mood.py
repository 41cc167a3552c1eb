"""How are you today? Offered where a part begins, answered or left; "do not ask me" holds until it is taken back."""

import datetime
from typing import Any

from django.urls import reverse

from assessments.personal.api import ENERGIES, MOODS, mood_today
from content.coaching import Part
from content.coaching_place import Place

#: Marks that the journal shows.
SHOWN = 60
QUESTIONS = (("mood", MOODS), ("energy", ENERGIES))


def check_of(learner: Any, place: Place) -> dict[str, Any]:
    """What `content/coaching/_mood.html` shows on the part's first screen to read: ``check`` is None for a newcomer,
    for who does not want to be asked, and in a part that asks it as an exercise of its own."""
    if not learner or place.light or place.screen.exercise or not begins_with(place.part, place.screen.number):
        return {"check": None}
    today = mood_today(learner)
    if not today.asks:
        return {"check": None}
    marked = today.marked
    url = reverse("coaching:mood", args=[place.programme.code, place.part.number, place.screen.number])
    return {"check": {"marked": marked, "url": url, "is_heavy": bool(marked) and marked.mood == "very-bad"}}


def questions_of(learner: Any) -> list[tuple[str, Any, str]]:
    """(name, its words, the one that is marked today) of both questions."""
    marked = mood_today(learner).marked
    return [(name, words.items(), getattr(marked, name, "")) for name, words in QUESTIONS]


def begins_with(part: Part, number: int) -> bool:
    """Whether the part's first screen to read is this one, and no exercise of the part asks for the mood."""
    reads = [screen.number for screen in part.screens if not screen.exercise]
    return reads[:1] == [number] and all(screen.kind != "mood" for screen in part.exercises)


def day_in(text: str) -> datetime.date | None:
    """The day that a button of the journal names; None when it is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
