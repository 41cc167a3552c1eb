"""How the person has marked that they are, at the beginning of a part."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from assessments.personal.models.vault import Vault
from assessments.personal.sealing import seal_json, unseal_json
from lms.records.privacy import Privacy


class MoodMark(models.Model):
    """The words for mood and energy of one day, sealed. A day has one mark: the last one counts."""

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="moods")
    day = models.DateField(default=timezone.localdate)
    ciphertext = models.BinaryField()
    marked_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="The words that you have marked for your mood and energy. They are sealed.",
        owner="vault__owner",
        keep="until you delete them, or until the shown date",
        export="assessments.personal.queries_moods.moods_for_export",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "day"], name="one_mood_a_day")]

    def __str__(self) -> str:
        return f"mood mark {self.pk}"

    def write(self, *, mood: str, energy: str) -> None:
        """Seal the names of the two words; either may be empty."""
        self.ciphertext = seal_json(
            self.vault.open_key(), {"mood": mood, "energy": energy}, bound_to=bound_to(self.vault, self.day)
        )


def bound_to(vault: Vault, day: datetime.date) -> str:
    """Binds a mark to its vault and day."""
    return f"mood {vault.key} {day.isoformat()}"


def read_mark(vault: Vault, day: datetime.date, ciphertext: bytes) -> dict[str, Any]:
    """``{"mood", "energy"}``, opened."""
    return unseal_json(vault.open_key(), ciphertext, bound_to=bound_to(vault, day))
