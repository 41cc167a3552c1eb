"""The wish to be called."""

from django.db import models
from django.utils import timezone

from assessments.personal.models.coaching import CoachLink
from assessments.personal.models.vault import Vault
from assessments.personal.sealing import seal_json, unseal_json
from lms.records.privacy import Privacy


class CallWish(models.Model):
    """How and when the person would like their coach to be in touch, sealed. It is deleted when it is dealt with."""

    link = models.OneToOneField(CoachLink, on_delete=models.CASCADE, related_name="wish")
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="+")
    ciphertext = models.BinaryField()
    asked_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="That you asked your coach to be in touch, and how. It is sealed, and deleted when the coach is done.",
        owner="link__learner",
        keep="until the coach has been in touch, or you take it back",
        export="assessments.personal.queries_coaching.wishes_for_export",
    )

    def __str__(self) -> str:
        return f"call wish {self.pk}"

    def write(self, *, contact: str, time: str) -> None:
        """Seal how and when."""
        plain = {"contact": contact, "time": time}
        self.ciphertext = seal_json(self.vault.open_key(), plain, bound_to=self._bound_to)

    def read(self) -> dict[str, str]:
        """How and when, opened."""
        return unseal_json(self.vault.open_key(), self.ciphertext, bound_to=self._bound_to)

    @property
    def _bound_to(self) -> str:
        return f"wish {self.vault.key} {self.link_id}"
