"""Rows that are written once."""

from typing import Any

from django.db import models


class Immutable(models.Model):
    """A row that answers rest on: a change is a new row, so what was asked and marked can always be shown."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.label} is never changed; make a new version")
        super().save(*args, **kwargs)
