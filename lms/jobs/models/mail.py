"""Mail that waits for its job, and addresses that take none."""

from typing import Any

from django.db import models
from django.utils import timezone

from lms.records.privacy import Privacy


class Mail(models.Model):
    """A mail waiting to be sent. Its content is emptied when it has gone: it may hold a sign-in code."""

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    asked = models.BooleanField(default=False, help_text="Asked for a moment ago: sent at night, too.")
    stop_url = models.CharField(max_length=400, blank=True, help_text="Where one click ends such mail.")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True, help_text="The address takes no mail; not tried again.")

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
        return _to_person(cls.objects.all(), "to", learner)


class Bounce(models.Model):
    """An address whose server refused our mail for good. Gone as soon as a mail arrives there;
    of an address from which mail came back later, the server's "taken" says nothing, only its person can."""

    address = models.EmailField(unique=True, help_text="In lower case.")
    times = models.PositiveSmallIntegerField(default=0)
    code = models.PositiveSmallIntegerField(default=0, help_text="What the server answered last.")
    last_at = models.DateTimeField(default=timezone.now)
    returned = models.BooleanField(default=False, help_text="It was taken first and came back later.")

    privacy = Privacy(
        personal=True,
        about="That mail to your address was refused, so that we stop sending it and can tell you.",
        keep="180 days",
        export=("times", "last_at"),
        erase="delete",
    )

    def __str__(self) -> str:
        return f"bounce {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[Bounce]":
        """What is known of this person's address."""
        return _to_person(cls.objects.all(), "address", learner)


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
        return _to_person(cls.objects.all(), "to", learner)


def _to_person(rows: models.QuerySet, field: str, learner: Any) -> models.QuerySet:
    address = getattr(learner.user, "email", None)
    return rows.filter(**{f"{field}__iexact": address}) if address else rows.none()
