"""The letter that somebody has written to themselves, and the day from which they want to read it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from assessments.personal.api import Answer, letter_day
from content.coaching import Programme

LETTER = "letter"
#: So long the path says that a letter waits.
SAID_FOR = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Letter:
    """A letter with a day; ``url`` is where it is read."""

    day: datetime.date
    url: str

    def waits(self, today: datetime.date) -> bool:
        """Whether its day has come, and not long ago."""
        return self.day <= today <= self.day + SAID_FOR


def waiting_letter(found: Programme, answers: Mapping[str, Answer]) -> Letter | None:
    """The letter whose day has come, for the path to say so."""
    letter = letter_in(found, answers)
    return letter if letter and letter.waits(timezone.localdate()) else None


def letter_in(found: Programme, answers: Mapping[str, Answer]) -> Letter | None:
    """The person's letter with the latest day, or None. A letter without a day waits for nothing."""
    letters = []
    for part in found.parts:
        for screen in part.exercises:
            mine = answers.get(screen.key) if screen.kind == LETTER else None
            if mine and (day := letter_day(mine.value)):
                letters.append(Letter(day, reverse("coaching:screen", args=[found.code, part.number, screen.number])))
    return max(letters, key=lambda letter: letter.day, default=None)
