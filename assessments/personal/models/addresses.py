"""An address that nobody reads who has the table alone."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.personal.sealing import seal_json, unseal_json


class Channel(TextChoices):
    """How something reaches an address."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("Text message")


class SealedAddress:
    """What a model with a ``vault``, a ``ciphertext`` and its own ``_bound_to`` seals and opens: one address."""

    vault: Any
    ciphertext: Any
    _bound_to: str

    def write(self, address: str) -> None:
        """Seal the address."""
        self.ciphertext = seal_json(self.vault.open_key(), {"address": address}, bound_to=self._bound_to)

    def read(self) -> str:
        """The address, opened."""
        return unseal_json(self.vault.open_key(), self.ciphertext, bound_to=self._bound_to)["address"]
