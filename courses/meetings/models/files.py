"""Files that a trainer gives to the participants of a day."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from courses.meetings.models.meetings import Meeting
from lms.records.privacy import NOT_PERSONAL


def private_storage() -> Storage:
    """Where they lie: never under a public address."""
    return storages["private"]


def place_of(instance: "MeetingFile", name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"meetings/{uuid.uuid4().hex}.{instance.kind}"


class MeetingFile(models.Model):
    """One file of one day. Days that were copied share what is stored; it is swept away when no row names it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120, help_text="As the trainer called it.")
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    file = models.FileField(storage=private_storage, upload_to=place_of, max_length=200)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"meeting file {self.pk}"
