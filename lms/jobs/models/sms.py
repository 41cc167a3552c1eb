"""Text messages that wait for their job."""

from typing import Any

from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class Sms(models.Model):
    """A text message waiting to be sent. The text is emptied when it has gone or come too late."""

    key = models.CharField(max_length=120, unique=True)
    to = models.CharField(max_length=20)
    text = models.CharField(max_length=480, blank=True)
    asked = models.BooleanField(default=True, help_text="The person asked for it a moment ago: at any hour.")
    late_at = models.DateTimeField(help_text="From then on it is of no use and is not sent.")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="A text message on its way to you. The text is emptied when it has been sent.",
        keep="1 day",
        erase="delete",
    )

    def __str__(self) -> str:
        return f"text message {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[Sms]":
        """None that a person could be found by: what asked for a message deletes it by its key when it goes."""
        return cls.objects.none()
