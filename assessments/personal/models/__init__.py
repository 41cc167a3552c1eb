"""What a person writes for themselves: sealed with a key of their own."""

from assessments.personal.models.entries import Entry
from assessments.personal.models.vault import Vault

__all__ = ["Entry", "Vault"]
