"""The entry: one sealed answer."""

from typing import Any

from django.db import models
from django.utils import timezone

from assessments.personal.models.vault import Vault
from assessments.personal.sealing import seal_json, unseal_json
from lms.records.privacy import Privacy


class Entry(models.Model):
    """An answer to one exercise with a snapshot of what was asked, both sealed.

    Writing again changes the entry in place. After two learners were joined a person may have several entries of one
    exercise in different vaults: the newest is the answer and the others are kept.
    """

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="entries")
    activity_key = models.UUIDField(help_text="Key of the part; no foreign key, so the answer outlives it.")
    exercise_key = models.SlugField(max_length=80)
    ciphertext = models.BinaryField()
    prompt_ciphertext = models.BinaryField()
    seq = models.BigIntegerField(default=0, help_text="Grows with every save; an autosave that comes late is older.")
    writer = models.CharField(max_length=32, blank=True, help_text="The open page that wrote last.")
    is_left = models.BooleanField(default=False, help_text="The person went on from it; an autosave alone is not that.")
    made_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="What you wrote or chose in the exercises. It is sealed: nobody but you can read it.",
        owner="vault__owner",
        keep="until you delete it, or until the shown date",
        export="assessments.personal.queries.entries_for_export",
    )

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            # Two saves at once make one answer.
            models.UniqueConstraint(fields=["vault", "activity_key", "exercise_key"], name="entry_once_a_vault"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"

    def write(self, key: bytes, *, value: Any, prompt: dict[str, Any]) -> None:
        """Seal an answer and what was asked into this entry."""
        self.ciphertext = seal_json(key, value, bound_to=self._bound_to("answer"))
        self.prompt_ciphertext = seal_json(key, prompt, bound_to=self._bound_to("prompt"))

    def read_value(self, key: bytes) -> Any:
        return unseal_json(key, self.ciphertext, bound_to=self._bound_to("answer"))

    def read_prompt(self, key: bytes) -> dict[str, Any]:
        return unseal_json(key, self.prompt_ciphertext, bound_to=self._bound_to("prompt"))

    def _bound_to(self, what: str) -> str:
        """Binds sealed bytes to their place: they open in no other vault, part, exercise or column."""
        return f"{what} {self.vault.key} {self.activity_key} {self.exercise_key}"
