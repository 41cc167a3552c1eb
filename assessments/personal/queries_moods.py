"""Reading how the person has marked that they are. Only by the learner they belong to."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.kinds.exercises.mood import ASKED
from assessments.personal.models import MoodMark, Vault
from assessments.personal.models.moods import read_mark

MOODS = ASKED["mood"][1]
ENERGIES = ASKED["energy"][1]


@dataclass(frozen=True, slots=True)
class Marked:
    """How the person was on a day. Its ``repr`` shows no content."""

    day: datetime.date
    mood: str = field(repr=False)
    energy: str = field(repr=False)

    @property
    def mood_word(self) -> str:
        return str(MOODS.get(self.mood, ""))

    @property
    def energy_word(self) -> str:
        return str(ENERGIES.get(self.energy, ""))


@dataclass(frozen=True, slots=True)
class MoodToday:
    """Whether the person may be asked how they are, and what they have marked today."""

    asks: bool
    marked: Marked | None


@sensitive_variables()
def mood_today(learner: Any) -> MoodToday:
    """One statement. Who has joined two learners is asked only when neither has said that they do not want it."""
    today = timezone.localdate()
    mine = MoodMark.objects.filter(vault=OuterRef("pk"), day=today)
    vaults = Vault.objects.filter(owner_id=learner.pk).annotate(
        sealed=Subquery(mine.values("ciphertext")[:1]), marked_at=Subquery(mine.values("marked_at")[:1])
    )
    vaults = list(vaults)
    last = max((vault for vault in vaults if vault.sealed), key=lambda vault: vault.marked_at, default=None)
    marked = Marked(day=today, **read_mark(last, today, last.sealed)) if last else None
    return MoodToday(asks=all(vault.asks_mood for vault in vaults), marked=marked)


@sensitive_variables()
def moods_of(learner: Any, since: datetime.date | None = None) -> list[Marked]:
    """The person's marks, newest day first; one statement."""
    rows = MoodMark.objects.select_related("vault").filter(vault__owner_id=learner.pk)
    if since:
        rows = rows.filter(day__gt=since)
    found: dict[datetime.date, Marked] = {}
    for row in rows.order_by("-day", "-marked_at"):
        if row.day not in found:
            found[row.day] = Marked(day=row.day, **read_mark(row.vault, row.day, row.ciphertext))
    return list(found.values())


def moods_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy, oldest first."""
    rows = reversed(moods_of(learner))
    return [{"day": one.day, "mood": one.mood_word, "energy": one.energy_word} for one in rows]
