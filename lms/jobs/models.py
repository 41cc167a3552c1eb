"""The one queue: jobs, and the mail that waits for its job."""

from typing import Any

from django.db import models
from django.utils import timezone

from lms.records.privacy import NOT_PERSONAL, Privacy


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


class Mail(models.Model):
    """A mail waiting to be sent. Its content is emptied when it has gone: it may hold a sign-in code."""

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="Mail on its way to you. The text is emptied when the mail has been sent.",
        keep="30 days",
        export="lms.jobs.mail.mails_of",
        erase="delete",
    )

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[Mail]":
        """Mail to this person. There is no foreign key (accounts lie above): the address joins."""
        return _to_person(cls.objects.all(), learner)


class DemoMail(models.Model):
    """Mail of the demo, shown on the demo mailbox page instead of being sent."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(personal=True, about="Mail of the demo.", keep="demo only", erase="delete")

    def __str__(self) -> str:
        return f"demo mail {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[DemoMail]":
        """Demo mail to this person."""
        return _to_person(cls.objects.all(), learner)


def _to_person(rows: models.QuerySet, learner: Any) -> models.QuerySet:
    address = getattr(learner.user, "email", None)
    return rows.filter(to__iexact=address) if address else rows.none()
