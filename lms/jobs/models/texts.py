"""The organiser's own words for mail."""

from django.db import models
from django.utils import timezone

from lms.records.privacy import NOT_PERSONAL


class MailText(models.Model):
    """What one kind of mail says in one language instead of what we ship."""

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=120)
    body = models.TextField(max_length=4000, help_text="Plain text; {names} stand for what differs.")
    changed_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_mail_text")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
