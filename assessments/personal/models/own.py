"""What the person makes for themselves besides the exercises: the page of their own choosing, and the journal."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from assessments.personal.models.vault import Vault
from assessments.personal.sealing import seal_json, unseal_json
from lms.records.privacy import Privacy


class OwnPage(models.Model):
    """The page that the person puts together: the answers they chose, in their order, and their own words. All sealed.

    After two learners were joined a person may have one in each vault: they are read as one, and the next saving
    makes them one.
    """

    vault = models.OneToOneField(Vault, on_delete=models.CASCADE, related_name="own_page")
    ciphertext = models.BinaryField()
    seq = models.PositiveIntegerField(default=1, help_text="Grows with every save, so that an older window is noticed.")
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="The page that you have put together of your answers. It is sealed: nobody but you can read it.",
        owner="vault__owner",
        keep="until you delete it, or until the shown date",
        export="assessments.personal.queries_own.own_page_for_export",
    )

    def __str__(self) -> str:
        return f"own page {self.pk}"

    def write(self, *, name: str, words: str, picked: list[int]) -> None:
        """Seal the name, the words and the ids of the chosen entries."""
        plain = {"name": name, "words": words, "picked": picked}
        self.ciphertext = seal_json(self.vault.open_key(), plain, bound_to=self._bound_to)

    def read(self) -> dict[str, Any]:
        """``{"name", "words", "picked"}``, opened."""
        return unseal_json(self.vault.open_key(), self.ciphertext, bound_to=self._bound_to)

    @property
    def _bound_to(self) -> str:
        return f"own page {self.vault.key}"


class JournalEntry(models.Model):
    """One sealed page of the journal. ``begun_on`` names the open page that it was begun on, so that however often
    that page is sent, it is one entry; ``writer`` the open page that wrote last."""

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="journal")
    begun_on = models.CharField(max_length=32)
    writer = models.CharField(max_length=32)
    day = models.DateField(default=timezone.localdate)
    ciphertext = models.BinaryField()
    seq = models.BigIntegerField(default=0, help_text="Grows with every save; an autosave that comes late is older.")
    made_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Your journal: what you wrote on which day, and the mood you marked. It is sealed.",
        owner="vault__owner",
        keep="until you delete it, or until the shown date",
        export="assessments.personal.queries_own.journal_for_export",
    )

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [models.UniqueConstraint(fields=["vault", "begun_on"], name="journal_entry_once_a_page")]

    def __str__(self) -> str:
        return f"journal entry {self.pk}"

    def write(self, key: bytes, *, value: dict[str, str]) -> None:
        """Seal ``{"text", "mood", "day"}``; the day, which orders the journal, stands beside them too."""
        self.day = datetime.date.fromisoformat(value["day"])
        self.ciphertext = seal_json(key, value, bound_to=self._bound_to)

    def read_value(self, key: bytes) -> dict[str, str]:
        """``{"text", "mood", "day"}``, opened with the vault's ``key``."""
        return unseal_json(key, self.ciphertext, bound_to=self._bound_to)

    @property
    def _bound_to(self) -> str:
        return f"journal {self.vault.key} {self.begun_on}"
