"""What the starter content was when it was last written, so that an author's edits are never overwritten."""

from django.db import models

from lms.records.privacy import NOT_PERSONAL


class SeedRecord(models.Model):
    """One page, card or question that came from a file.

    ``file_hash`` is what the file wanted, ``page_hash`` what stood in the database right after. A thing whose content
    no longer has ``page_hash`` was edited by an author and belongs to the author from then on.
    """

    key = models.CharField(max_length=250, unique=True)
    file_hash = models.CharField(max_length=64)
    page_hash = models.CharField(max_length=64)
    names = models.JSONField(default=dict, help_text="What the file calls the items inside it, by their ids.")
    page_key = models.UUIDField(help_text="translation_key of the page or card, key of the question.")

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return self.key
