"""What a person is to be told, and how they want to be told. People lie above this room: their key joins."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import Privacy


class Notice(models.Model):
    """One thing that a person is to hear of: by a mail of its own, or in their next summary."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits to be sent")
        HELD = "held", _("Comes in the next summary")
        MAILED = "mailed", _("Sent as a mail of its own")
        SUMMARISED = "summarised", _("Sent in a summary")
        DROPPED = "dropped", _("Not sent: you have turned it off")

    key = models.CharField(max_length=110, unique=True, help_text="Names the notice; nothing personal.")
    person = models.UUIDField(help_text="Key of the account.")
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict, help_text="What is filled into the text; emptied when told.")
    link = models.JSONField(default=list, help_text="Name and arguments of the page.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="What you were or will be told by mail: which kind, and when.",
        keep="30 days",
        export=("state", "created_at", "settled_at"),
        erase="delete",
    )

    class Meta:
        indexes = [
            # "What comes in whose summary?" and "How much has this person been sent?"
            models.Index(fields=["person", "state"], name="notice_of_person"),
            models.Index(fields=["person"], condition=models.Q(state="held"), name="notice_held"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[Notice]":
        """Notices to this person."""
        return _of_person(cls.objects.all(), learner)


class MailChoice(models.Model):
    """How one person wants to hear from us. Made at the first notice; its row is also the lock of their notices."""

    class Often(models.TextChoices):
        SOON = "soon", _("As things happen: at most two mails a week, the rest in one summary a day")
        DAILY = "daily", _("One summary a day, on weekdays, when there is something")
        WEEKLY = "weekly", _("One summary a week, on Mondays, when there is something")
        NEVER = "never", _("No mail about these")

    person = models.UUIDField(unique=True, help_text="Key of the account.")
    often = models.CharField(max_length=6, choices=Often.choices, default=Often.SOON)
    off = models.JSONField(default=list, help_text="Subjects turned off.")

    privacy = Privacy(
        personal=True,
        about="How often and of what you want to be told by mail.",
        keep="with the account",
        export=("often", "off"),
        erase="delete",
    )

    def __str__(self) -> str:
        return f"mail choice {self.pk}"

    @classmethod
    def rows_of(cls, learner: Any) -> "models.QuerySet[MailChoice]":
        """This person's choice."""
        return _of_person(cls.objects.all(), learner)


def _of_person(rows: models.QuerySet, learner: Any) -> models.QuerySet:
    key = getattr(learner.user, "key", None)
    return rows.filter(person=key) if key else rows.none()
