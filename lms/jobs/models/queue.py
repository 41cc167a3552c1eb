"""The one queue."""

from django.db import models
from django.utils import timezone

from lms.records.privacy import NOT_PERSONAL


class Job(models.Model):
    """One thing to do once. At least once in execution, once in effect: every handler is idempotent."""

    key = models.CharField(max_length=120, unique=True, help_text="Names the effect; the same key is the same job.")
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict, help_text="Ids only.")
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True, help_text="Given up after the last try; needs a person.")
    last_error = models.CharField(max_length=200, blank=True, help_text="Class of the error, never its text.")

    privacy = NOT_PERSONAL

    class Meta:
        indexes = [
            # "What is due next?"
            models.Index(
                fields=["not_before"],
                condition=models.Q(done_at=None, parked_at=None),
                name="job_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
