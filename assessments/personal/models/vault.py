"""The vault: one key of one person."""

import uuid

from django.db import models

from assessments.personal.sealing import new_key
from assessments.personal.site_key import unwrap, wrap
from lms.records.privacy import Privacy


class Vault(models.Model):
    """Holds the key that seals its entries, itself wrapped with the site key.

    A learner may own several: joining two learners changes the owner and re-seals nothing.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("accounts.Learner", on_delete=models.PROTECT, related_name="vaults")
    wrapped_key = models.BinaryField()
    asks_mood = models.BooleanField(default=True, help_text="Whether a part may begin by asking how the person is.")

    privacy = Privacy(
        personal=True,
        about="The key that seals what you write. Deleting it makes your answers unreadable for ever.",
        owner="owner",
        keep="until you delete your answers, or until the shown date",
        merge="assessments.personal.services.vaults.reown_vaults",
    )

    def __str__(self) -> str:
        return f"vault {self.pk}"

    @property
    def bound_to(self) -> str:
        """Binds the wrapped key to this vault, so that it opens in no other row."""
        return f"vault {self.key}"

    def make_key(self) -> None:
        """Give a new vault its key."""
        self.wrapped_key = wrap(new_key(), bound_to=self.bound_to)

    def rewrap(self) -> None:
        """Wrap the same key with the newest site key."""
        self.wrapped_key = wrap(self.open_key(), bound_to=self.bound_to)

    def open_key(self) -> bytes:
        """The key itself. Raises ``CannotOpen``."""
        return unwrap(self.wrapped_key, bound_to=self.bound_to)
